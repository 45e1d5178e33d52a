package io.tapgrid.standalone.bench;

import io.tapgrid.load.speed.CostTable;
import io.tapgrid.load.speed.Ratio;
import io.tapgrid.load.speed.Reading;
import io.tapgrid.load.speed.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Rounds in which everything that is compared takes its turn, so that a drift of the machine falls on all. Ratios are
 * taken within a round.
 */
final class Rounds {

    private final Map<String, Stretch> stretches = new LinkedHashMap<>();
    private final Map<String, List<Reading>> readings = new LinkedHashMap<>();

    /** Measures one kind once. */
    @FunctionalInterface
    interface Stretch {
        Reading measure(int round) throws IOException, InterruptedException;
    }

    void add(String words, Stretch stretch) {
        stretches.put(words, stretch);
        readings.put(words, new ArrayList<>());
    }

    void run(Bench bench) throws IOException, InterruptedException {
        for (int round = 0; round < bench.sizes().roundsAll(); round++) {
            boolean counts = round >= bench.sizes().warmUps();
            for (Map.Entry<String, Stretch> stretch : stretches.entrySet()) {
                Reading reading = stretch.getValue().measure(round);
                bench.say().accept((counts ? "  " : "  (warming up) ") + said(stretch.getKey(), reading));
                if (counts) {
                    of(stretch.getKey()).add(reading);
                }
            }
        }
    }

    List<Reading> of(String words) {
        List<Reading> found = readings.get(words);
        if (found == null) {
            throw new IllegalArgumentException(words + ": not measured (measured: " + readings.keySet() + ")");
        }
        return found;
    }

    /** Of server CPU a request. */
    Spread ratio(String over, String under) {
        return Ratio.paired(of(over), of(under));
    }

    Spread ratio(String over, String under, ToDoubleFunction<Reading> value) {
        return Ratio.paired(of(over), of(under), value);
    }

    Spread spread(String words, ToDoubleFunction<Reading> value) {
        return Spread.of(of(words).stream().mapToDouble(value));
    }

    String table() {
        var table = new CostTable();
        readings.forEach(table::add);
        return table.markdown() + restless();
    }

    /** What was still being done when the patience was over is on nobody's account. */
    private String restless() {
        long restless = readings.values().stream()
                .flatMap(List::stream)
                .filter(reading -> !reading.becameQuiet())
                .count();
        return restless == 0 ? "" : "\nAfter " + restless + " of these rounds the servers did not become quiet.\n";
    }

    /** What was answered otherwise than it should be; figures of such a run mean little. */
    void reportSurprises(Findings findings) {
        readings.forEach((words, of) -> {
            double least =
                    of.stream().mapToDouble(Reading::asExpectedShare).min().orElse(1);
            if (least < 1) {
                findings.trouble(words + ": only " + String.format(Locale.ROOT, "%.2f %%", 100 * least)
                        + " of a round were answered as expected");
            }
        });
    }

    private static String said(String words, Reading reading) {
        return String.format(
                Locale.ROOT,
                "%-34s %8.0f/s  server %6.1f µs%s%s",
                words,
                reading.requestsPerSecond(),
                reading.cpuMicros(name -> true),
                reading.asExpectedShare() < 1 ? "  NOT ALL AS EXPECTED" : "",
                reading.becameQuiet() ? "" : "  NOT QUIET AFTERWARDS");
    }
}
