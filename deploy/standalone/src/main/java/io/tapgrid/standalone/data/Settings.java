package io.tapgrid.standalone.data;

import io.tapgrid.gridapi.tls.ClusterTls;
import io.tapgrid.standalone.CommandFailure;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says about a standalone system: where its data is and which ports it uses, all on 127.0.0.1 unless
 * {@link #at} says otherwise.
 *
 * @param home the folder with {@code config/}, where {@code ./tapgrid} stands
 * @param devLogin whether {@code POST /dev/login} gives anybody a login
 * @param hosts where each process listens
 * @param webs web processes beside several nodes; with one node there is one, which has it inside
 * @param tls the folder with the certificates, where the cluster is under TLS
 * @param mysqlUrl a JDBC URL of an external MySQL; null for the embedded one, to which its user and password do not apply
 */
public record Settings(
        Path home,
        Path data,
        Ports ports,
        boolean devLogin,
        Hosts hosts,
        int webs,
        Optional<ClusterTls> tls,
        @Nullable String mysqlUrl,
        String mysqlUser,
        @Nullable String mysqlPassword) {

    private static final String EMBEDDED_USER = "tapgrid";

    /** Ports by what listens there. Discovery, communication and node management count upwards from the given one. */
    public record Ports(int http, int admin, int sql, int mysql, int discovery, int communication, int management) {
        /** From the ports of one web process to those of the next, past everything that counts upwards. */
        private static final int WEB_STEP = 100;

        /** Of web process {@code index}, from 1. */
        public int webHttp(int index) {
            return http + WEB_STEP * (index - 1);
        }

        /** Of web process {@code index}, from 1. */
        public int webManagement(int index) {
            return management + WEB_STEP * (index - 1);
        }

        public int consoleManagement() {
            return management + 1;
        }

        /** Where SQL and thin clients reach node {@code index}, from 1. */
        public int nodeSql(int index) {
            return sql + index - 1;
        }

        /** Of node {@code index}, from 1. */
        public int nodeManagement(int index) {
            return management + 1 + index;
        }
    }

    /** Everything on the loopback, the embedded database, logins for anybody. */
    public static Settings embedded(Path home, Path data, Ports ports) {
        return new Settings(home, data, ports, true, Hosts.LOOPBACK, 1, Optional.empty(), null, EMBEDDED_USER, null);
    }

    /** Reads the environment; throws with all problems in one message. */
    public static Settings of(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Ports ports = new Ports(
                port(environment, "TAPGRID_HTTP_PORT", 8080, problems),
                port(environment, "TAPGRID_ADMIN_PORT", 8081, problems),
                port(environment, "TAPGRID_SQL_PORT", 10800, problems),
                port(environment, "TAPGRID_MYSQL_PORT", 3307, problems),
                port(environment, "TAPGRID_DISCOVERY_PORT", 47500, problems),
                port(environment, "TAPGRID_COMMUNICATION_PORT", 47100, problems),
                port(environment, "TAPGRID_MANAGEMENT_PORT", 8082, problems));
        boolean devLogin = flag(environment, "TAPGRID_WEB_DEV_LOGIN", problems);
        Optional<ClusterTls> tls = tls(environment, problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        Path home = Path.of(environment.getOrDefault("TAPGRID_HOME", "."))
                .toAbsolutePath()
                .normalize();
        Path data =
                home.resolve(environment.getOrDefault("TAPGRID_DATA", "data")).normalize();
        return new Settings(
                home,
                data,
                ports,
                devLogin,
                Hosts.LOOPBACK,
                1,
                tls,
                text(environment, "TAPGRID_MYSQL_URL").orElse(null),
                text(environment, "TAPGRID_MYSQL_USER").orElse(EMBEDDED_USER),
                environment.get("TAPGRID_MYSQL_PASSWORD"));
    }

    /** Where web process {@code index}, from 1, tells how it is. */
    public InetSocketAddress webManagement(int index) {
        return new InetSocketAddress(hosts.of("web-" + index), ports.webManagement(index));
    }

    public InetSocketAddress consoleManagement() {
        return new InetSocketAddress(hosts.of("console"), ports.consoleManagement());
    }

    /** Of node {@code index}, from 1; a single node is inside the web process. */
    public InetSocketAddress nodeManagement(int index) {
        return new InetSocketAddress(hosts.of("node-" + index), ports.nodeManagement(index));
    }

    /** The same system with its processes elsewhere, and {@code webs} of them for shoppers. */
    public Settings at(Hosts elsewhere, int webs) {
        return new Settings(home, data, ports, devLogin, elsewhere, webs, tls, mysqlUrl, mysqlUser, mysqlPassword);
    }

    /** The same with its data elsewhere. */
    public Settings withData(Path elsewhere) {
        return new Settings(home, elsewhere, ports, devLogin, hosts, webs, tls, mysqlUrl, mysqlUser, mysqlPassword);
    }

    private static int port(Map<String, String> environment, String name, int fallback, List<String> problems) {
        String text = text(environment, name).orElse("");
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_000) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, together with the numbers out of range.
        }
        problems.add(name + ": '" + text + "' (expected: a port from 1 to 65000)");
        return fallback;
    }

    private static boolean flag(Map<String, String> environment, String name, List<String> problems) {
        String text = text(environment, name).orElse("true");
        if (!text.equals("true") && !text.equals("false")) {
            problems.add(name + ": '" + text + "' (expected: true or false)");
        }
        return text.equals("true");
    }

    /** Whose certificates are in it is seen by whoever needs them: a DBA's machine has no member's, and a server no DBA's. */
    private static Optional<ClusterTls> tls(Map<String, String> environment, List<String> problems) {
        Optional<Path> folder =
                text(environment, "TAPGRID_CLUSTER_TLS").map(Path::of).map(Path::toAbsolutePath);
        folder.filter(it -> !Files.isDirectory(it))
                .ifPresent(it -> problems.add(
                        "TAPGRID_CLUSTER_TLS: '" + it + "' (expected: a folder as deploy/dev-ca makes it)"));
        return folder.map(ClusterTls::new);
    }

    /** What is set and not blank. */
    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::trim).filter(text -> !text.isEmpty());
    }

    public boolean hasExternalMysql() {
        return mysqlUrl != null;
    }
}
