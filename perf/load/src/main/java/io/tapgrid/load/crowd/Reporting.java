package io.tapgrid.load.crowd;

import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.measure.LatencySummary;
import io.tapgrid.load.measure.LatencyTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws up the report at the end of a run, and the one promise that only the sum can break: never oversold. */
final class Reporting {

    private final Stage stage;
    private final Telemetry telemetry;
    private final HttpDriver driver;

    Reporting(Stage stage, Telemetry telemetry, HttpDriver driver) {
        this.stage = stage;
        this.telemetry = telemetry;
        this.driver = driver;
    }

    CrowdReport report(Duration lasted, Map<String, Integer> live) {
        LatencyTable table = telemetry.total();
        checkNotOversold(live);
        return new CrowdReport(
                lasted,
                counts(table),
                telemetry.refused(),
                new TreeMap<>(stage.plan.venue().unitsBySku()),
                new TreeMap<>(live),
                ended(),
                table.summary(label -> Telemetry.grab(label) && Telemetry.answered(label)),
                table.summary(label -> Telemetry.grab(label) && label.outcome().equals("won")),
                latencies(table),
                telemetry.answeredPerSecondPeak(),
                driver.cpuNanos() / 1_000.0 / Math.max(1, stage.offered.sum()),
                stage.violations.count(),
                stage.violations.kept());
    }

    private void checkNotOversold(Map<String, Integer> live) {
        live.forEach((sku, units) -> {
            int onSale = stage.plan.venue().unitsBySku().getOrDefault(sku, 0);
            if (units > onSale) {
                stage.violations.add(
                        sku + " is oversold: " + units + " units in live purchases, " + onSale + " on sale");
            }
        });
    }

    private Map<String, Long> counts(LatencyTable table) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("logged in", (long) stage.loggedIn.get());
        counts.put("logins failed", (long) stage.loginsFailed.get());
        counts.put("requests", stage.offered.sum());
        counts.put("answered", table.count(Telemetry::answered));
        counts.put("unanswered", table.count(label -> !Telemetry.answered(label)));
        counts.put("repeated with the same key", stage.repeated.sum());
        counts.put("grabs answered", table.count(label -> Telemetry.grab(label) && Telemetry.answered(label)));
        counts.put("purchases won", (long) stage.ledger.purchases());
        counts.put("wins repeated on purpose", (long) stage.winsRepeated.get());
        counts.put("attempts never resolved", (long) stage.unresolved.get());
        return counts;
    }

    private Map<String, Integer> ended() {
        var ended = new LinkedHashMap<String, Integer>();
        for (Fate fate : Fate.values()) {
            ended.put(fate.name().toLowerCase(Locale.ROOT).replace('_', ' '), stage.ledger.endedAs(fate));
        }
        return ended;
    }

    private static SortedMap<String, LatencySummary> latencies(LatencyTable table) {
        var latencies = new TreeMap<String, LatencySummary>();
        table.summaries().forEach((label, summary) -> latencies.put(label.toString(), summary));
        return latencies;
    }
}
