package io.tapgrid.load.speed;

import io.tapgrid.load.measure.LatencySummary;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * One measured stretch of requests of one kind.
 *
 * @param asExpected requests with the expected outcome
 * @param nanos from the first request to the last answer
 * @param cpuNanos by process, from the first request until the servers were quiet again, less idling
 * @param driverCpuNanos of the driver's threads
 * @param heap what the processes say of their heaps; negative where they say nothing
 */
public record Reading(
        int requests,
        long asExpected,
        long nanos,
        SortedMap<String, Long> cpuNanos,
        long driverCpuNanos,
        HeapUse heap,
        LatencySummary latency,
        boolean becameQuiet) {

    public double requestsPerSecond() {
        return requests * 1e9 / nanos;
    }

    /** Microseconds a request, over the processes whose names pass. */
    public double cpuMicros(Predicate<String> which) {
        return cpuNanos.entrySet().stream()
                        .filter(process -> which.test(process.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                / 1_000.0
                / requests;
    }

    /** The same, where the caller has seen that those not counted were as they should be too. */
    public Reading withAllAsExpected() {
        return new Reading(requests, requests, nanos, cpuNanos, driverCpuNanos, heap, latency, becameQuiet);
    }

    public double asExpectedShare() {
        return (double) asExpected / requests;
    }
}
