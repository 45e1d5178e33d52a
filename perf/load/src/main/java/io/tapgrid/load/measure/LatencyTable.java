package io.tapgrid.load.measure;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/** Latency histograms by label, in microseconds with three digits up to ten minutes. One thread. */
public final class LatencyTable {

    static final long MICROS_MAX = 600_000_000L;
    static final int DIGITS = 3;

    private final SortedMap<Label, Histogram> histograms = new TreeMap<>();

    public void add(Label label, Histogram more) {
        if (more.getTotalCount() > 0) {
            histograms.computeIfAbsent(label, l -> empty()).add(more);
        }
    }

    public void addAll(LatencyTable other) {
        other.histograms.forEach(this::add);
    }

    /** Everything whose label passes, in one summary. */
    public LatencySummary summary(Predicate<Label> which) {
        Histogram sum = empty();
        histograms.forEach((label, histogram) -> {
            if (which.test(label)) {
                sum.add(histogram);
            }
        });
        return LatencySummary.of(sum);
    }

    /** One summary per label, in the order of labels. */
    public SortedMap<Label, LatencySummary> summaries() {
        var summaries = new TreeMap<Label, LatencySummary>();
        histograms.forEach((label, histogram) -> summaries.put(label, LatencySummary.of(histogram)));
        return summaries;
    }

    public long count(Predicate<Label> which) {
        return histograms.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .mapToLong(Histogram::getTotalCount)
                .sum();
    }

    private static Histogram empty() {
        return new Histogram(MICROS_MAX, DIGITS);
    }
}
