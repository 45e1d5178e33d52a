package io.tapgrid.standalone.demo;

import io.tapgrid.load.crowd.CrowdListener;
import io.tapgrid.load.crowd.CrowdProgress;
import io.tapgrid.load.measure.LatencySummary;
import java.util.stream.Collectors;

/** A line a second while the crowd is at work. */
final class DemoProgress implements CrowdListener {
    private static final int REASONS_SHOWN = 3;

    @Override
    public void progress(CrowdProgress now) {
        long seconds = now.sinceOpening().toSeconds();
        String refused = now.refused().entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
                .limit(REASONS_SHOWN)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        System.out.printf(
                "  %+5d s   logged in %,d   answered %,d (%,d/s)   won %,d   held or paid %,d   p50 %s  p99 %s   %s%n",
                seconds,
                now.loggedIn(),
                now.answered(),
                now.answeredLastSecond(),
                now.purchases(),
                now.unitsCertain(),
                millis(now.grabMicrosP50()),
                millis(now.grabMicrosP99()),
                refused);
    }

    /** In a second in which nobody grabbed there is nothing to tell. */
    private static String millis(long micros) {
        return micros == 0 ? "-" : LatencySummary.millis(micros);
    }
}
