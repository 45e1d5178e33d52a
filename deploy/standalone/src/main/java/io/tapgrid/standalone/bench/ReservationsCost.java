package io.tapgrid.standalone.bench;

import io.tapgrid.load.speed.Meter;
import io.tapgrid.load.speed.Reading;
import io.tapgrid.load.speed.SaleFiles;
import java.io.IOException;
import java.util.Locale;

/** Whether a long list of reservations makes a win dearer, how much memory the list takes, and how long loading it. */
final class ReservationsCost {

    private static final long WANTED = 20_000_000;
    private static final String FEW = "winning grab, few reservations";
    private static final String MANY = "winning grab, many reservations";

    private ReservationsCost() {}

    static void run(Bench bench, Findings findings) throws IOException, InterruptedException {
        int shoppers = bench.sizes().shoppersHalf();
        int rounds = bench.sizes().roundsAll();
        var few = new SaleFiles(true);
        for (int round = 0; round < rounds; round++) {
            few.add(new SaleFiles.Sale(
                    "FEW-" + round, 1, 2 * shoppers * rounds, round * shoppers, (round + 1) * shoppers));
        }
        var many = new SaleFiles(true);
        many.add(new SaleFiles.Sale(
                "MANY", 1, 2 * shoppers * rounds, 0, bench.sizes().reservationsMany()));
        try (var ground = Ground.start(bench, 1)) {
            ground.apply(few);
            load(bench, ground, many, findings);
            String[] tokens = ground.open(few, shoppers * rounds);
            ground.asking().awaitOpen("MANY");
            compare(bench, ground, tokens, findings);
            ground.check("reservations", findings);
        }
    }

    private static void load(Bench bench, Ground ground, SaleFiles many, Findings findings)
            throws IOException, InterruptedException {
        int count = bench.sizes().reservationsMany();
        bench.say().accept("importing " + count + " reservations");
        long before = ground.regionBytes();
        long start = System.nanoTime();
        ground.apply(many);
        double seconds = (System.nanoTime() - start) / 1e9;
        double bytes = (double) (ground.regionBytes() - before) / count;
        double perSecond = count / seconds;
        findings.add(
                "a reservation off-heap; loading",
                String.format(
                        Locale.ROOT,
                        "%.0f bytes, %.0f a second; 20,000,000: %.1f GiB a copy, %.0f min",
                        bytes,
                        perSecond,
                        bytes * WANTED / (1L << 30),
                        WANTED / perSecond / 60),
                "measured",
                true);
    }

    private static void compare(Bench bench, Ground ground, String[] tokens, Findings findings)
            throws IOException, InterruptedException {
        Meter meter = ground.meter();
        var rounds = new Rounds();
        int shoppers = bench.sizes().shoppersHalf();
        rounds.add(FEW, round -> wins(meter, ground, tokens, new Part("FEW-" + round, round * shoppers, shoppers)));
        rounds.add(MANY, round -> wins(meter, ground, tokens, new Part("MANY", round * shoppers, shoppers)));
        rounds.run(bench);
        findings.add(
                String.format(
                        Locale.ROOT,
                        "%,d reservations ÷ %,d, CPU per win",
                        bench.sizes().reservationsMany(),
                        shoppers),
                rounds.ratio(MANY, FEW),
                Aim.withinPercent(10));
        findings.section("Few reservations or many", rounds.table());
        rounds.reportSurprises(findings);
    }

    /** Shoppers of a round: so many from a first one. */
    private record Part(String sale, int from, int count) {}

    private static Reading wins(Meter meter, Ground ground, String[] tokens, Part part)
            throws IOException, InterruptedException {
        return meter.measure(
                part.count(),
                "ok",
                i -> ground.site().grab(tokens[part.from() + i], part.sale(), SaleFiles.item(0), "w-" + i));
    }
}
