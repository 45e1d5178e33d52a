package io.tapgrid.standalone.bench;

import io.tapgrid.load.speed.Meter;
import io.tapgrid.load.speed.Reading;
import io.tapgrid.load.speed.SaleFiles;
import io.tapgrid.load.speed.Spread;
import java.io.IOException;
import java.util.Locale;

/** What a second copy costs: three nodes with one backup against one node, one after the other. */
final class NodesCost {

    private static final int THREE = 3;

    private NodesCost() {}

    static void run(Bench bench, Findings findings) throws IOException, InterruptedException {
        Spread one = winsOn(bench, 1, findings);
        Spread three = winsOn(bench, THREE, findings);
        double ratio = three.median() / one.median();
        findings.add(
                "three nodes with one backup ÷ one node, CPU per win",
                String.format(Locale.ROOT, "%.2f", ratio),
                Aim.atMost(3).words(),
                Aim.atMost(3).isMetBy(ratio));
    }

    private static Spread winsOn(Bench bench, int nodes, Findings findings) throws IOException, InterruptedException {
        int shoppers = bench.sizes().shoppers();
        String words = "winning grab, " + nodes + (nodes == 1 ? " node" : " nodes");
        var sales = new SaleFiles(true);
        for (int round = 0; round < bench.sizes().roundsAll(); round++) {
            sales.add(new SaleFiles.Sale("ONE-" + round, 1, 2 * shoppers, 0, shoppers));
        }
        try (var ground = Ground.start(bench, nodes)) {
            ground.apply(sales);
            String[] tokens = ground.open(sales, shoppers);
            Meter meter = ground.meter();
            var rounds = new Rounds();
            rounds.add(
                    words,
                    round -> meter.measure(
                            shoppers,
                            "ok",
                            i -> ground.site().grab(tokens[i], "ONE-" + round, SaleFiles.item(0), "w-" + i)));
            rounds.run(bench);
            findings.section(nodes == 1 ? "One node" : "Three nodes, one backup", rounds.table());
            rounds.reportSurprises(findings);
            ground.check("nodes", findings);
            Spread cpu = rounds.spread(words, (Reading reading) -> reading.cpuMicros(name -> true));
            return cpu;
        }
    }
}
