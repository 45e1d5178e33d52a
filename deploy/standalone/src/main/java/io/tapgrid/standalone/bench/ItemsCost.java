package io.tapgrid.standalone.bench;

import io.tapgrid.load.speed.Meter;
import io.tapgrid.load.speed.SaleFiles;
import java.io.IOException;
import java.util.List;

/** Whether one hot item costs more than a hundred, and four hundred more than one. */
final class ItemsCost {

    private static final List<Integer> ITEMS = List.of(1, 100, 400);

    private ItemsCost() {}

    static void run(Bench bench, Findings findings) throws IOException, InterruptedException {
        int shoppers = bench.sizes().shoppersHalf();
        var sales = new SaleFiles(true);
        for (int items : ITEMS) {
            for (int round = 0; round < bench.sizes().roundsAll(); round++) {
                sales.add(new SaleFiles.Sale(id(items, round), items, 2 * shoppers / items + 1, 0, shoppers));
            }
        }
        try (var ground = Ground.start(bench, 1)) {
            ground.apply(sales);
            String[] tokens = ground.open(sales, shoppers);
            Meter meter = ground.meter();
            var rounds = new Rounds();
            for (int items : ITEMS) {
                rounds.add(
                        words(items),
                        round -> meter.measure(
                                shoppers,
                                "ok",
                                i -> ground.site()
                                        .grab(tokens[i], id(items, round), SaleFiles.item(i % items), "w-" + i)));
            }
            rounds.run(bench);
            findings.add(
                    "one hot item ÷ 100 items, CPU per win", rounds.ratio(words(1), words(100)), Aim.withinPercent(5));
            findings.add("400 items ÷ 1 item, CPU per win", rounds.ratio(words(400), words(1)), Aim.withinPercent(10));
            findings.section("One item or many", rounds.table());
            rounds.reportSurprises(findings);
            ground.check("items", findings);
        }
    }

    private static String id(int items, int round) {
        return "ITEMS-" + items + "-" + round;
    }

    private static String words(int items) {
        return "winning grab, " + items + (items == 1 ? " item" : " items");
    }
}
