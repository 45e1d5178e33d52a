package io.tapgrid.load.speed;

import io.tapgrid.load.http.DriverOptions;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Target;
import io.tapgrid.load.measure.LatencySummary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code perf/speed}: sales, logins, rounds, reconcile, Markdown. */
@Command(
        name = "perf/speed",
        mixinStandardHelpOptions = true,
        description = "Measures what a request costs a running system that was started with benchmarks allowed.")
public final class Speed implements Callable<Integer> {

    private static final int EXIT_DIFFERS = 1;
    private static final Duration IDLE_TIME = Duration.ofSeconds(5);

    @Option(names = "--site", defaultValue = "http://127.0.0.1:8080", description = "shopper site (${DEFAULT-VALUE})")
    private URI site = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--management",
            defaultValue = "http://127.0.0.1:8082",
            description = "management port of the web process (${DEFAULT-VALUE})")
    private URI management = URI.create("http://127.0.0.1:8082");

    @Option(names = "--root", defaultValue = ".", description = "the project's folder")
    private Path root = Path.of(".");

    @Option(
            names = "--data",
            defaultValue = "data",
            description = "the running system's data folder (${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Option(names = "--shoppers", defaultValue = "20000", description = "wins a round (${DEFAULT-VALUE})")
    private int shoppers;

    @Option(names = "--rounds", defaultValue = "5", description = "rounds that count (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--warm-ups", defaultValue = "4", description = "rounds before them (${DEFAULT-VALUE})")
    private int warmUps;

    @Option(names = "--connections", defaultValue = "64", description = "connections (${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--no-reservation", description = "sales without reservation instead of with")
    private boolean noReservation;

    @Option(names = "--note", defaultValue = "", description = "a line for the report's conditions")
    private String note = "";

    private final String command;

    private Speed(String command) {
        this.command = command;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Speed("perf/speed " + String.join(" ", arguments)))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("perf/speed: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var plan = new SpeedPlan(
                Target.of(site),
                management,
                root.resolve("tapgrid").toAbsolutePath(),
                data,
                shoppers,
                rounds,
                warmUps,
                connections,
                !noReservation);
        var sales = new SpeedSales(
                Instant.now().getEpochSecond(), shoppers, warmUps + rounds + 1, plan.reservationRequired());
        SortedMap<String, String> conditions = conditions(plan);
        ServerProcesses servers = ServerProcesses.of(data.resolve("run"));
        try (var driver = HttpDriver.start(
                plan.target(),
                DriverOptions.defaults().withConnections(connections).withAnswerWithin(Duration.ofSeconds(30)))) {
            String[] tokens = new Preparation(plan, sales, driver).run();
            Quiet.observe(servers, IDLE_TIME).await(Duration.ofMinutes(2));
            Quiet idle = Quiet.observe(servers, IDLE_TIME);
            conditions.put("servers idle", String.format(Locale.ROOT, "%.1f %% of a core", 100 * idle.idleShare()));
            var meter = new Meter(driver, connections, servers, idle, List.of(management.resolve("/prometheus")));
            var measurement = new Measurement(plan, sales, driver, tokens, meter);
            var report = new SpeedReport(measurement.run(Speed::say));
            int rate = Math.max(
                    1, (int) report.requestsPerSecond(Kind.WIN_ONE_ITEM).median() / 2);
            return finish(plan, report, conditions, openLoop(rate, measurement.openLoop(rate)));
        }
    }

    private Integer finish(SpeedPlan plan, SpeedReport report, SortedMap<String, String> conditions, String openLoop)
            throws IOException, InterruptedException {
        int exit = Preparation.tapgrid(plan, List.of("reconcile"));
        conditions.put("reconcile afterwards", exit == 0 ? "no difference" : "DIFFERENCES, exit code " + exit);
        String commit = Machine.commit(root);
        String name = LocalDate.now(ZoneOffset.UTC) + "-" + commit + (noReservation ? "-no-reservation" : "") + ".md";
        String text = "# Speed, " + LocalDate.now(ZoneOffset.UTC) + ", commit " + commit + "\n\n"
                + report.markdown(conditions, openLoop);
        Path file = root.resolve("perf/results").resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
        System.out.println(text + "\nwritten to " + file);
        return exit == 0 ? 0 : EXIT_DIFFERS;
    }

    private SortedMap<String, String> conditions(SpeedPlan plan) {
        SortedMap<String, String> conditions = Machine.facts();
        conditions.put(
                "cluster", Machine.file(data.resolve("cluster.json").toString()).replaceAll("\\s+", " "));
        conditions.put("command", command);
        conditions.put("connections", connections + ", closed loop, the driver on the same cores");
        conditions.put("rounds", rounds + " after " + warmUps + " to warm up, a, b, c, d in turn");
        conditions.put("wins a round", shoppers + ", each by another shopper; twelve times as many of (a) and (b)");
        conditions.put("sales", plan.reservationRequired() ? "reservation required" : "without reservation");
        if (!note.isEmpty()) {
            conditions.put("note", note);
        }
        return conditions;
    }

    private static String openLoop(int rate, LatencySummary latency) {
        return "Wins at half that rate, open loop, " + rate + " a second, timed from when each was due: p50 "
                + LatencySummary.millis(latency.latencyMicrosP50()) + ", p90 "
                + LatencySummary.millis(latency.latencyMicrosP90()) + ", p99 "
                + LatencySummary.millis(latency.latencyMicrosP99()) + ", longest "
                + LatencySummary.millis(latency.latencyMicrosMax()) + " (" + latency.count() + " wins).";
    }

    private static void say(Round round) {
        Reading reading = round.reading();
        System.out.printf(
                Locale.ROOT,
                "%s %-24s %8.0f/s  server %6.1f µs  driver %4.1f µs  %.1f %% as expected%s%n",
                round.kind().letter,
                round.kind().words,
                reading.requestsPerSecond(),
                reading.cpuMicros(name -> true),
                reading.driverCpuNanos() / 1e3 / reading.requests(),
                100 * reading.asExpectedShare(),
                reading.becameQuiet() ? "" : "  NOT QUIET AFTERWARDS");
    }
}
