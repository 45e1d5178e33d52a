package io.tapgrid.load.crowd;

import io.tapgrid.load.measure.LatencySummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a crowd did and what it was told.
 *
 * @param lasted from the opening to the end of the last step
 * @param counts what was sent and answered, in words; in the order to print
 * @param refused answers to grabs by reason, bots included
 * @param unitsOnSale by item, as planned
 * @param unitsLive by item: in purchases that the server showed as live in the final check
 * @param ended how purchases ended, as far as the crowd saw to it
 * @param grabs latency of every grab that was answered, from when it was due; {@code wins} of those that won
 * @param latencies by kind of request and outcome
 * @param driverMicrosPerRequest CPU time of the driver's own threads
 * @param violations promises seen broken, in words, at most 100; {@code violationCount} of all
 */
public record CrowdReport(
        Duration lasted,
        Map<String, Long> counts,
        SortedMap<String, Long> refused,
        SortedMap<String, Integer> unitsOnSale,
        SortedMap<String, Integer> unitsLive,
        Map<String, Integer> ended,
        LatencySummary grabs,
        LatencySummary wins,
        SortedMap<String, LatencySummary> latencies,
        long answeredPerSecondPeak,
        double driverMicrosPerRequest,
        long violationCount,
        List<String> violations) {

    public boolean everyPromiseKept() {
        return violationCount == 0;
    }

    public boolean everyUnitSold() {
        return unitsOnSale.entrySet().stream()
                .allMatch(units -> unitsLive.getOrDefault(units.getKey(), 0).equals(units.getValue()));
    }
}
