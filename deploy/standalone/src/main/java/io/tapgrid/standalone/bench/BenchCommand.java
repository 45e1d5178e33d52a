package io.tapgrid.standalone.bench;

import io.tapgrid.load.speed.Machine;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the measurements one after another and writes the report. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures what grabs cost and how many are taken, against the aims and against peers, on systems of"
                        + " its own; writes a report. A missed aim is marked and no failure; exits 1 where grid and MySQL differ or"
                        + " a process died.")
public final class BenchCommand implements Callable<Integer> {

    @Option(names = "--quick", description = "tiny sizes, to see that it works; the figures mean nothing")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "NAMES",
            split = ",",
            description = "of grab,items,peer,reservations,nodes,limit,jmh, those named")
    private List<String> only = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", description = "rounds that count (default 7)")
    private @Nullable Integer rounds;

    @Option(names = "--note", paramLabel = "TEXT", description = "a line for the report's conditions")
    private String note = "";

    private final Clock clock = Clock.systemUTC();

    static Map<String, Measure> measures() {
        Map<String, Measure> all = new LinkedHashMap<>();
        all.put("grab", GrabCost::run);
        all.put("items", ItemsCost::run);
        all.put("peer", PeerCost::run);
        all.put("reservations", ReservationsCost::run);
        all.put("nodes", NodesCost::run);
        all.put("limit", LimitCost::run);
        all.put("jmh", KernelCost::run);
        return all;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, Measure> wanted = wanted();
        Settings settings = Settings.of(System.getenv());
        Sizes sizes = quick ? Sizes.QUICK : Sizes.FULL;
        var bench = new Bench(
                rounds == null ? sizes : withRounds(sizes, rounds),
                quick,
                settings.home(),
                settings.home().resolve("perf/target/bench"),
                BenchCommand::say);
        FileChannel lock = BenchFolder.lock(bench.folder());
        try {
            return run(bench, wanted);
        } finally {
            lock.close();
        }
    }

    private int run(Bench bench, Map<String, Measure> wanted) throws IOException, InterruptedException {
        BenchFolder.emptiedAll(bench.folder());
        var findings = new Findings();
        var report = new BenchReport(findings);
        for (Map.Entry<String, Measure> measure : wanted.entrySet()) {
            say("measuring: " + measure.getKey());
            run(measure.getKey(), measure.getValue(), bench, findings);
        }
        write(bench, report);
        findings.troubles().forEach(trouble -> say("TROUBLE: " + trouble));
        if (!findings.troubles().isEmpty()) {
            return 1;
        }
        BenchFolder.emptiedAll(bench.folder());
        return 0;
    }

    /** What fails is said and the others go on: half an hour of figures is not thrown away for one. */
    private static void run(String name, Measure measure, Bench bench, Findings findings) throws InterruptedException {
        try {
            measure.run(bench, findings);
        } catch (IOException | RuntimeException e) {
            findings.trouble(name + ": broken off (" + e + ")");
            e.printStackTrace();
        }
    }

    private Map<String, Measure> wanted() {
        Map<String, Measure> all = measures();
        for (String name : only) {
            if (!all.containsKey(name)) {
                throw new CommandFailure("--only: " + name + " (expected: of " + String.join(",", all.keySet()) + ")");
            }
        }
        if (!only.isEmpty()) {
            all.keySet().retainAll(only);
        }
        return all;
    }

    private static Sizes withRounds(Sizes sizes, int rounds) {
        try {
            return sizes.withRounds(rounds);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** What is tiny or in part is no result to keep among the others under the name of the whole. */
    private void write(Bench bench, BenchReport report) throws IOException, InterruptedException {
        String commit = Machine.commit(bench.home());
        LocalDate today = LocalDate.now(clock);
        report.versions(bench.home());
        report.condition(
                "command",
                "`./tapgrid bench" + (quick ? " --quick" : "")
                        + (only.isEmpty() ? "" : " --only " + String.join(",", only)) + "`");
        report.condition(
                "rounds", bench.sizes().rounds() + " after " + bench.sizes().warmUps() + " to warm up");
        report.condition(
                "connections",
                Ground.CONNECTIONS + ", closed loop, the driver on the same cores, where nothing else is said");
        if (!note.isEmpty()) {
            report.condition("note", note);
        }
        String name = today + "-" + commit + (only.isEmpty() ? "" : "-" + String.join("-", only)) + ".md";
        Path folder = quick ? bench.folder() : bench.home().resolve("perf/results");
        String text = report.markdown("Benchmark, " + today + ", commit " + commit + (quick ? ", tiny sizes" : ""));
        Path file = Files.writeString(Files.createDirectories(folder).resolve(name), text);
        System.out.println(text);
        say("written to " + file);
    }

    private static void say(String message) {
        System.out.println("tapgrid: " + message);
        System.out.flush();
    }
}
