package io.tapgrid.load.speed;

import io.tapgrid.load.measure.LatencySummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Readings as Markdown, a row for each kind of request: medians over its rounds, with least and most. */
public final class CostTable {

    private final Map<String, List<Reading>> rows = new LinkedHashMap<>();

    public void add(String words, List<Reading> readings) {
        rows.put(words, List.copyOf(readings));
    }

    public String markdown() {
        SortedSet<String> names = new TreeSet<>();
        rows.values()
                .forEach(readings -> readings.forEach(
                        reading -> names.addAll(reading.cpuNanos().keySet())));
        var text = new StringBuilder("| | requests/s | server CPU µs/request |");
        names.forEach(name -> text.append(" of it ").append(name).append(" |"));
        text.append(" driver µs | allocated B | GC ms/s | p50 | p99 | as expected |\n|---|---|---|");
        names.forEach(name -> text.append("---|"));
        text.append("---|---|---|---|---|---|\n");
        rows.forEach((words, readings) -> row(text, words, readings, names));
        return text.toString();
    }

    private static void row(StringBuilder text, String words, List<Reading> readings, SortedSet<String> names) {
        text.append("| ").append(words);
        text.append(" | ").append(spread(readings, Reading::requestsPerSecond).text(0));
        text.append(" | ")
                .append(spread(readings, r -> r.cpuMicros(name -> true)).text(1));
        for (String name : names) {
            boolean there = readings.stream().anyMatch(r -> r.cpuNanos().containsKey(name));
            text.append(
                    there
                            ? String.format(Locale.ROOT, " | %.1f", median(readings, r -> r.cpuMicros(name::equals)))
                            : " | –");
        }
        text.append(
                String.format(Locale.ROOT, " | %.1f", median(readings, r -> r.driverCpuNanos() / 1e3 / r.requests())));
        text.append(" | ").append(optional(readings, r -> r.heap().allocatedBytes() / r.requests()));
        text.append(" | ").append(optional(readings, r -> r.heap().pauseSeconds() * 1e12 / r.nanos()));
        text.append(" | ").append(millis(readings, r -> r.latency().latencyMicrosP50()));
        text.append(" | ").append(millis(readings, r -> r.latency().latencyMicrosP99()));
        text.append(String.format(Locale.ROOT, " | %.2f %%", 100 * median(readings, Reading::asExpectedShare)));
        text.append(" |\n");
    }

    private static String millis(List<Reading> readings, ToDoubleFunction<Reading> micros) {
        return LatencySummary.millis((long) median(readings, micros));
    }

    private static String optional(List<Reading> readings, ToDoubleFunction<Reading> value) {
        double median = median(readings, value);
        return median < 0 ? "–" : String.format(Locale.ROOT, "%.0f", median);
    }

    private static double median(List<Reading> readings, ToDoubleFunction<Reading> value) {
        return spread(readings, value).median();
    }

    private static Spread spread(List<Reading> readings, ToDoubleFunction<Reading> value) {
        return Spread.of(readings.stream().mapToDouble(value));
    }
}
