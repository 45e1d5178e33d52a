package io.tapgrid.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapgrid.load.crowd.CrowdReport;
import io.tapgrid.load.measure.LatencySummary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a demo came to: the crowd's account, the grid's and the comparison with MySQL, and the promises one by one.
 *
 * @param conservation the console's reading, one object per item
 * @param differences rows that differ between grid and MySQL
 */
record DemoReport(DemoPlan plan, CrowdReport crowd, JsonNode conservation, long differences) {
    private record Promise(String words, boolean kept) {}

    boolean everyPromiseKept() {
        return promises().stream().allMatch(Promise::kept);
    }

    private List<Promise> promises() {
        List<Promise> promises = new ArrayList<>();
        promises.add(new Promise("no unit sold twice: the law of conservation holds for every item", lawHolds()));
        promises.add(new Promise("every unit sold while demand lasted", crowd.everyUnitSold()));
        promises.add(new Promise(
                "every shopper was told the truth (" + crowd.violationCount() + " violations)",
                crowd.everyPromiseKept()));
        promises.add(new Promise("what shoppers hold is what the grid has", liveUnitsAgree()));
        promises.add(new Promise("grid = MySQL, row by row (" + differences + " differences)", differences == 0));
        return promises;
    }

    private boolean lawHolds() {
        boolean holds = conservation.size() == plan.items();
        for (JsonNode item : conservation) {
            holds &= item.path("holds").asBoolean();
        }
        return holds;
    }

    private boolean liveUnitsAgree() {
        for (JsonNode item : conservation) {
            long live = item.path("held").asLong()
                    + item.path("carted").asLong()
                    + item.path("paid").asLong();
            if (live != crowd.unitsLive().getOrDefault(item.path("sku").asText(), 0)) {
                return false;
            }
        }
        return true;
    }

    void print(PrintStream out) {
        out.printf(
                "%nThe sale %s, %,d units, %,d shoppers, %,d bots, seed %d%n%n",
                plan.saleId(), plan.units(), plan.shoppers(), plan.bots(), plan.seed());
        crowd.counts().forEach((words, count) -> out.printf("  %-44s %,12d%n", words, count));
        out.println("  refused");
        crowd.refused().forEach((reason, count) -> out.printf("    %-42s %,12d%n", reason, count));
        out.println("  purchases ended");
        crowd.ended().forEach((words, count) -> out.printf("    %-42s %,12d%n", words, count));
        out.printf("  %-44s %,12d%n", "answered in the best second", crowd.answeredPerSecondPeak());
        latency(out, "grabs answered", crowd.grabs());
        latency(out, "grabs won", crowd.wins());
        out.printf(
                "%n  %-14s %8s %8s %8s %8s %8s %8s  law%n", "item", "stock", "pool", "avail", "held", "carted", "paid");
        for (JsonNode item : conservation) {
            out.printf(
                    "  %-14s %,8d %,8d %,8d %,8d %,8d %,8d  %s%n",
                    item.path("sku").asText(),
                    item.path("initial").asLong()
                            + item.path("added").asLong()
                            - item.path("withdrawn").asLong(),
                    item.path("pool").asLong(),
                    item.path("available").asLong(),
                    item.path("held").asLong(),
                    item.path("carted").asLong(),
                    item.path("paid").asLong(),
                    item.path("holds").asBoolean() ? "holds" : "BROKEN");
        }
        out.println();
        promises().forEach(promise -> out.printf("  %-7s %s%n", promise.kept() ? "kept" : "BROKEN", promise.words()));
        crowd.violations().forEach(violation -> out.println("          " + violation));
    }

    private static void latency(PrintStream out, String words, LatencySummary latency) {
        out.printf(
                "  %-44s %,12d   p50 %s  p99 %s  max %s%n",
                words,
                latency.count(),
                LatencySummary.millis(latency.latencyMicrosP50()),
                LatencySummary.millis(latency.latencyMicrosP99()),
                LatencySummary.millis(latency.latencyMicrosMax()));
    }
}
