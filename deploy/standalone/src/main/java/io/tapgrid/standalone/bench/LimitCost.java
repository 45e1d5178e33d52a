package io.tapgrid.standalone.bench;

import io.tapgrid.load.http.DriverOptions;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.limit.OneInAHundred;
import io.tapgrid.load.limit.Overload;
import io.tapgrid.load.limit.Step;
import io.tapgrid.load.limit.SustainedRate;
import io.tapgrid.load.measure.LatencySummary;
import io.tapgrid.load.speed.Meter;
import io.tapgrid.load.speed.SaleFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** By open loop, one in a hundred winning: the highest sustained rate, the wait at 70 % of it, and ten times as many. */
final class LimitCost {

    private static final int CONNECTIONS = 256;
    private static final int CONNECTIONS_OVERLOAD = 4_000;
    private static final int WAITING_OVERLOAD = 4_000;
    private static final int WARMING_SHARE = 3;
    private static final long LATENCY_MICROS_P99_AIM = 25_000;
    private static final double GOODPUT_AIM = 0.8;
    private static final int RECOVERED_SECONDS_AIM = 5;
    private static final int SECONDS_AFTERWARDS_MIN = 3;

    private LimitCost() {}

    static void run(Bench bench, Findings findings) throws IOException, InterruptedException {
        int shoppers = bench.sizes().limitShoppers();
        var sales = new SaleFiles(true);
        sales.add(new SaleFiles.Sale("GONE", 1, 1, 0, 1));
        sales.add(new SaleFiles.Sale("MIX", 1, 2 * shoppers, 0, shoppers));
        sales.add(new SaleFiles.Sale("FLOOD", 1, 2 * shoppers, 0, shoppers));
        try (var ground = Ground.start(bench, 1)) {
            ground.apply(sales);
            String[] tokens = ground.open(sales, shoppers);
            ground.asking().sellOut(tokens[0], "GONE", SaleFiles.item(0));
            int estimate = saturation(bench, ground, tokens);
            var mix = new OneInAHundred(ground.site(), tokens, "MIX", "GONE", SaleFiles.item(0));
            int sustained = sustained(bench, ground, mix, estimate, findings);
            if (sustained == 0) {
                findings.add("highest sustained rate", "none", "measured", false);
            } else {
                var flood = new OneInAHundred(ground.site(), tokens, "FLOOD", "GONE", SaleFiles.item(0));
                overload(bench, ground, flood, sustained, findings);
            }
            ground.check("limit", findings);
        }
    }

    /** What the search begins with, and what warms the system up. */
    private static int saturation(Bench bench, Ground ground, String[] tokens)
            throws IOException, InterruptedException {
        var gone = new OneInAHundred(ground.site(), tokens, "GONE", "GONE", SaleFiles.item(0));
        Meter meter = ground.meter();
        double perSecond = 0;
        for (int round = 0; round < bench.sizes().roundsAll(); round++) {
            perSecond = meter.measure(
                            bench.sizes().mixed(),
                            "sold-out",
                            gone.after(round * bench.sizes().mixed()))
                    .requestsPerSecond();
        }
        bench.say().accept(String.format(Locale.ROOT, "  at saturation %.0f refusals/s", perSecond));
        return (int) perSecond;
    }

    private static int sustained(Bench bench, Ground ground, OneInAHundred mix, int estimate, Findings findings)
            throws InterruptedException {
        var table = new StringBuilder("| rate | decided | p50 | p99 | longest | |\n|---|---|---|---|---|---|\n");
        var sent = new AtomicInteger();
        try (HttpDriver driver = ground.driver(CONNECTIONS)) {
            Duration time = Duration.ofSeconds(bench.sizes().stepSeconds());
            // Nobody has won yet: what decides is cold, and the search would take that for the limit.
            sent.addAndGet(Step.run(driver, estimate / WARMING_SHARE, time.multipliedBy(2), mix.after(0))
                    .requests());
            int sustained = new SustainedRate(
                            rate -> {
                                Step step = Step.run(driver, rate, time, mix.after(sent.get()));
                                sent.addAndGet(step.requests());
                                table.append(row(bench, step));
                                return step.isSustained();
                            },
                            bench.sizes().searchSteps())
                    .find(estimate);
            if (sustained > 0) {
                Step calm = Step.run(driver, sustained * 7 / 10, time.multipliedBy(2), mix.after(sent.get()));
                table.append(row(bench, calm));
                report(sustained, calm, findings);
            }
            findings.section(
                    "The highest sustained rate",
                    table
                            + "\nBy open loop, one in a hundred winning; sustained: everyone is answered, p99 at most 250 ms.\n");
            return sustained;
        }
    }

    private static String row(Bench bench, Step step) {
        LatencySummary latency = step.latency();
        String row = "| " + step.perSecond() + " | " + step.decided() + " of " + step.requests() + " | "
                + LatencySummary.millis(latency.latencyMicrosP50()) + " | "
                + LatencySummary.millis(latency.latencyMicrosP99()) + " | "
                + LatencySummary.millis(latency.latencyMicrosMax()) + " | "
                + (step.isSustained() ? "sustained" : "too much") + " |\n";
        bench.say().accept("  " + row.strip());
        return row;
    }

    private static void report(int sustained, Step calm, Findings findings) {
        findings.add("highest sustained rate, one in a hundred winning", sustained + " a second", "measured", true);
        long p99 = calm.latency().latencyMicrosP99();
        findings.add(
                "p99 at 70 % of it",
                LatencySummary.millis(p99) + ", " + calm.decided() + " of " + calm.requests() + " decided",
                "≤ 25 ms",
                p99 <= LATENCY_MICROS_P99_AIM && calm.isSustained());
    }

    private static void overload(Bench bench, Ground ground, OneInAHundred flood, int sustained, Findings findings)
            throws InterruptedException {
        int seconds = bench.sizes().overloadSeconds();
        bench.say().accept("  ten times as many for " + seconds + " s");
        var options =
                DriverOptions.defaults().withConnections(CONNECTIONS_OVERLOAD).withWaitingMax(WAITING_OVERLOAD);
        try (var driver = HttpDriver.start(ground.site().target(), options)) {
            int afterwards = Math.max(SECONDS_AFTERWARDS_MIN, seconds / 4);
            Overload.Seen seen = new Overload(driver, sustained, seconds, afterwards).run(flood);
            double share = seen.decidedPerSecond() / sustained;
            findings.add(
                    "10 × the sustained rate for " + seconds + " s",
                    String.format(
                            Locale.ROOT,
                            "goodput %.0f %% of it, recovered %s; %d of %d sent",
                            100 * share,
                            seen.recoveredAfterSeconds() < 0
                                    ? "never"
                                    : "within " + (seen.recoveredAfterSeconds() + 1) + " s",
                            seen.sent(),
                            seen.offered()),
                    "≥ 80 %, no process died, within 5 s",
                    share >= GOODPUT_AIM
                            && seen.recoveredAfterSeconds() >= 0
                            && seen.recoveredAfterSeconds() < RECOVERED_SECONDS_AIM);
        }
    }
}
