package io.tapgrid.load.limit;

import io.tapgrid.load.arrivals.ArrivalShape;
import io.tapgrid.load.arrivals.OpenLoop;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.measure.LatencySummary;
import io.tapgrid.load.measure.LatencyTable;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * A stretch at a fixed rate.
 *
 * @param decided requests that were won, or refused for what they are; not those turned away for want of room
 * @param latency of the decided ones, each from when it was due
 * @param nanos from the first due to the last outcome
 */
public record Step(int perSecond, int requests, long decided, LatencySummary latency, long nanos) {

    /** Nobody waits longer than this without noticing. */
    private static final long LATENCY_MICROS_P99_MAX = 250_000;

    private static final Duration WITHIN = Duration.ofMinutes(5);

    public static Step run(HttpDriver driver, int perSecond, Duration time, IntFunction<Request> requests)
            throws InterruptedException {
        int count = (int) (perSecond * time.toMillis() / 1_000);
        long start = System.nanoTime();
        LatencyTable table = new OpenLoop(driver, ArrivalShape.even(time), count, requests).run(WITHIN);
        long nanos = System.nanoTime() - start;
        return new Step(
                perSecond,
                count,
                table.count(label -> isDecided(label.outcome())),
                table.summary(label -> isDecided(label.outcome())),
                nanos);
    }

    /** By status: a win, or a refusal that asking again would not change. */
    static boolean isDecided(String status) {
        return status.equals("200") || status.equals("403") || status.equals("409");
    }

    /** Everyone was answered, and hardly anyone waited. A rate past the limit fails it soon: what is due piles up. */
    public boolean isSustained() {
        return decided == requests && latency.latencyMicrosP99() <= LATENCY_MICROS_P99_MAX;
    }
}
