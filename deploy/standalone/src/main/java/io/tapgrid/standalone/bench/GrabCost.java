package io.tapgrid.standalone.bench;

import io.tapgrid.load.site.Site;
import io.tapgrid.load.speed.Meter;
import io.tapgrid.load.speed.Reading;
import io.tapgrid.load.speed.SaleFiles;
import java.io.IOException;

/** What a win and the refusals cost against an empty POST, and a win over HTTP against a row in a database. */
final class GrabCost {

    private static final String EMPTY = "empty POST";
    private static final String SOLD_OUT = "refusal, sold out";
    private static final String NOT_RESERVED = "refusal, not reserved";
    private static final String WIN = "winning grab";
    private static final String HOT_ROW = "a row in MariaDB, directly";

    private GrabCost() {}

    static void run(Bench bench, Findings findings) throws IOException, InterruptedException {
        try (var ground = Ground.start(bench, 1);
                var hotRow = HotRow.start(bench)) {
            int shoppers = bench.sizes().shoppers();
            var sales = new SaleFiles(true);
            sales.add(new SaleFiles.Sale("GONE", 1, 1, 0, shoppers));
            sales.add(new SaleFiles.Sale("LISTED", 1, shoppers, 0, 1));
            for (int round = 0; round < bench.sizes().roundsAll(); round++) {
                sales.add(new SaleFiles.Sale("ONE-" + round, 1, 2 * shoppers, 0, shoppers));
            }
            ground.apply(sales);
            String[] tokens = ground.open(sales, shoppers);
            ground.asking().sellOut(tokens[0], "GONE", SaleFiles.item(0));
            Rounds rounds = rounds(bench, ground, tokens);
            rounds.add(HOT_ROW, round -> hotRow.measure(round, shoppers));
            rounds.run(bench);
            report(rounds, findings);
            ground.check("grab", findings);
        }
    }

    private static Rounds rounds(Bench bench, Ground ground, String[] tokens) throws IOException, InterruptedException {
        Site site = ground.site();
        Meter meter = ground.meter();
        int wins = tokens.length;
        int cheap = bench.sizes().cheapTimes() * wins;
        var rounds = new Rounds();
        rounds.add(
                EMPTY,
                round -> meter.measure(cheap, "ok", i -> site.benchEmpty(tokens[i % wins], "e" + round + "-" + i)));
        rounds.add(
                SOLD_OUT,
                round -> meter.measure(
                        cheap,
                        "sold-out",
                        i -> site.grab(tokens[1 + i % (wins - 1)], "GONE", SaleFiles.item(0), "s" + round + "-" + i)));
        rounds.add(
                NOT_RESERVED,
                round -> meter.measure(
                        cheap,
                        "not-reserved",
                        i -> site.grab(
                                tokens[1 + i % (wins - 1)], "LISTED", SaleFiles.item(0), "n" + round + "-" + i)));
        rounds.add(
                WIN,
                round -> meter.measure(
                        wins, "ok", i -> site.grab(tokens[i], "ONE-" + round, SaleFiles.item(0), "w-" + i)));
        return rounds;
    }

    private static void report(Rounds rounds, Findings findings) {
        findings.add("winning grab ÷ empty POST, CPU", rounds.ratio(WIN, EMPTY), Aim.atMost(2.2));
        findings.add("sold-out refusal ÷ empty POST, CPU", rounds.ratio(SOLD_OUT, EMPTY), Aim.atMost(1.1));
        findings.add("not-reserved refusal ÷ empty POST, CPU", rounds.ratio(NOT_RESERVED, EMPTY), Aim.atMost(1.4));
        findings.add(
                "wins a second over HTTP ÷ in a row of MariaDB driven directly",
                rounds.ratio(WIN, HOT_ROW, Reading::requestsPerSecond),
                Aim.atLeast(6));
        findings.section("What a grab costs", rounds.table());
        rounds.reportSurprises(findings);
    }
}
