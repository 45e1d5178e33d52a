package io.tapgrid.load.crowd;

import io.tapgrid.load.http.Outcome;
import io.tapgrid.load.measure.Label;
import io.tapgrid.load.measure.LatencySummary;
import io.tapgrid.load.measure.LatencyTable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gathers what the lanes recorded, for the progress of a second and for the whole run. One thread. */
final class Telemetry {

    private static final Set<String> GRABS = Set.of("grab", "bot grab");
    private static final Set<String> SILENCES =
            Arrays.stream(Outcome.Why.values()).map(Outcome.Why::label).collect(Collectors.toSet());

    private final Stage stage;
    private final List<Lane> lanes;
    private final LatencyTable total = new LatencyTable();
    private long answeredPerSecondPeak;
    private long lastRead = System.nanoTime();

    Telemetry(Stage stage, List<Lane> lanes) {
        this.stage = stage;
        this.lanes = lanes;
    }

    /** Everything since the last call. */
    CrowdProgress second() {
        var interval = drain();
        long now = System.nanoTime();
        long answered = interval.count(Telemetry::answered);
        long perSecond = answered * 1_000_000_000L / Math.max(1, now - lastRead);
        lastRead = now;
        answeredPerSecondPeak = Math.max(answeredPerSecondPeak, perSecond);
        LatencySummary grabs = interval.summary(label -> grab(label) && answered(label));
        return new CrowdProgress(
                Duration.between(stage.sale.opensAt(), stage.clock.now()),
                stage.loggedIn.get(),
                stage.offered.sum(),
                total.count(Telemetry::answered),
                perSecond,
                stage.ledger.purchases(),
                stage.ledger.unitsCertain(),
                refused(),
                grabs.latencyMicrosP50(),
                grabs.latencyMicrosP99());
    }

    long answeredPerSecondPeak() {
        return answeredPerSecondPeak;
    }

    LatencyTable total() {
        drain();
        return total;
    }

    SortedMap<String, Long> refused() {
        var refused = new TreeMap<String, Long>();
        total.summaries().forEach((label, summary) -> {
            if (grab(label)
                    && answered(label)
                    && !label.outcome().equals("won")
                    && !label.outcome().equals("queued")) {
                refused.merge(label.outcome(), summary.count(), Long::sum);
            }
        });
        return refused;
    }

    static boolean grab(Label label) {
        return GRABS.contains(label.kind());
    }

    static boolean answered(Label label) {
        return !SILENCES.contains(label.outcome());
    }

    private LatencyTable drain() {
        var interval = new LatencyTable();
        lanes.forEach(lane -> lane.recorder.drainInto(interval));
        total.addAll(interval);
        return interval;
    }
}
