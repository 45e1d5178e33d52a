package io.tapgrid.load.measure;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How many, and how long they took, in microseconds. All zero when there were none. */
public record LatencySummary(
        long count, long latencyMicrosP50, long latencyMicrosP90, long latencyMicrosP99, long latencyMicrosMax) {

    static LatencySummary of(Histogram histogram) {
        return new LatencySummary(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(90),
                histogram.getValueAtPercentile(99),
                histogram.getTotalCount() == 0 ? 0 : histogram.getMaxValue());
    }

    /** Milliseconds as people read them: two digits after the point below ten, none above a hundred. */
    public static String millis(long micros) {
        double millis = micros / 1000.0;
        int digits = millis < 10 ? 2 : millis < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + digits + "f ms", millis);
    }
}
