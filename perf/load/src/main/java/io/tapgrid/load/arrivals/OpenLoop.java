package io.tapgrid.load.arrivals;

import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Loop;
import io.tapgrid.load.http.Outcome;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.measure.LatencyRecorder;
import io.tapgrid.load.measure.LatencyTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Sends a fixed number of requests at times fixed beforehand, whatever the server does, and measures each from the time
 * it was due. So a stall of the server is charged to every request that was due during it, also to those that the
 * driver could not even send (no coordinated omission).
 */
public final class OpenLoop {

    private final HttpDriver driver;
    private final ArrivalShape shape;
    private final int count;
    private final IntFunction<Request> requests;
    private final List<LatencyRecorder> recorders = new ArrayList<>();
    private final CountDownLatch answered;

    /** @param requests the i-th request, i from 0; called on a loop's thread when it is due */
    public OpenLoop(HttpDriver driver, ArrivalShape shape, int count, IntFunction<Request> requests) {
        this.driver = driver;
        this.shape = shape;
        this.count = count;
        this.requests = requests;
        this.answered = new CountDownLatch(count);
    }

    /** Hears of every outcome, on loop threads: when it was due and when it came, after the start, and its label. */
    @FunctionalInterface
    public interface Listener {
        void heard(long dueNanos, long heardNanos, String label);
    }

    /** Runs to the last outcome and returns latencies by {@code request} and status or reason of no answer. */
    public LatencyTable run(Duration within) throws InterruptedException {
        return run(within, (due, heard, label) -> {});
    }

    public LatencyTable run(Duration within, Listener listener) throws InterruptedException {
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        for (int i = 0; i < driver.loopCount(); i++) {
            var recorder = new LatencyRecorder();
            recorders.add(recorder);
            var lane = new Lane(i, recorder, start, listener);
            driver.loop(i).execute(lane::scheduleNext);
        }
        if (!answered.await(within.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(
                    "open loop: " + answered.getCount() + " of " + count + " unanswered after " + within,
                    driver.failure().orElse(null));
        }
        var table = new LatencyTable();
        recorders.forEach(recorder -> recorder.drainInto(table));
        return table;
    }

    /** Every n-th arrival, n being the number of loops. */
    private final class Lane {

        private final Loop loop;
        private final LatencyRecorder recorder;
        private final long start;
        private final Listener listener;
        private int next;

        private Lane(int first, LatencyRecorder recorder, long start, Listener listener) {
            this.loop = driver.loop(first);
            this.recorder = recorder;
            this.start = start;
            this.listener = listener;
            this.next = first;
        }

        private void scheduleNext() {
            if (next < count) {
                long due = start + shape.nanosAt((next + 0.5) / count);
                loop.at(due, () -> send(due));
            }
        }

        private void send(long due) {
            int i = next;
            next += driver.loopCount();
            scheduleNext();
            if (loop.isFull()) {
                heard(due, Outcome.Why.DRIVER_FULL.label());
            } else {
                loop.send(requests.apply(i), outcome -> heard(due, label(outcome)));
            }
        }

        private void heard(long due, String label) {
            long now = System.nanoTime();
            recorder.record("request", label, now - due);
            listener.heard(due - start, now - start, label);
            answered.countDown();
        }

        private static String label(Outcome outcome) {
            return outcome.fold(answer -> Integer.toString(answer.status()), Outcome.Why::label, Outcome.Why::label);
        }
    }
}
