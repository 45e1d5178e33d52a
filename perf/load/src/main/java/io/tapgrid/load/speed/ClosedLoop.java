package io.tapgrid.load.speed;

import io.tapgrid.load.http.Answer;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Loop;
import io.tapgrid.load.http.Outcome;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.measure.LatencyRecorder;
import io.tapgrid.load.measure.LatencyTable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Saturation: so many connections, each sending its next request when the last is answered, until a fixed number are
 * done. Finds the most a server can do; says nothing of how long people would wait, which is what the open loop is for.
 */
final class ClosedLoop {

    private static final Pattern REASON = Pattern.compile("\"reason\"\\s*:\\s*\"([a-z-]{1,40})\"");

    private final HttpDriver driver;
    private final int connections;
    private final long minutesMax;

    ClosedLoop(HttpDriver driver, int connections, long minutesMax) {
        this.driver = driver;
        this.connections = connections;
        this.minutesMax = minutesMax;
    }

    /** The time it took, and latencies by {@code request} and outcome. */
    record Result(long nanos, LatencyTable latencies) {}

    /** @param requests the i-th of {@code count}, from 0; called on loop threads */
    Result run(int count, IntFunction<Request> requests) throws InterruptedException {
        var done = new CountDownLatch(count);
        var lanes = new Lane[driver.loopCount()];
        long start = System.nanoTime();
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Lane(driver.loop(i), i, count, requests, done);
            Lane lane = lanes[i];
            lane.loop.execute(() -> {
                for (int c = 0; c < connections / lanes.length; c++) {
                    lane.sendNext();
                }
            });
        }
        if (!done.await(minutesMax, TimeUnit.MINUTES)) {
            throw new IllegalStateException(
                    done.getCount() + " of " + count + " requests unanswered after " + minutesMax + " min",
                    driver.failure().orElse(null));
        }
        long nanos = System.nanoTime() - start;
        var table = new LatencyTable();
        for (Lane lane : lanes) {
            lane.recorder.drainInto(table);
        }
        return new Result(nanos, table);
    }

    /** By status, and for anything but success by the problem's reason; cheaper than reading the JSON. */
    static String label(Answer answer) {
        if (answer.status() >= 200 && answer.status() < 300) {
            return "ok";
        }
        Matcher reason = REASON.matcher(answer.text());
        return reason.find() ? reason.group(1) : "status-" + answer.status();
    }

    /** Every n-th request, n being the number of loops. */
    private final class Lane {

        private final Loop loop;
        private final int count;
        private final IntFunction<Request> requests;
        private final CountDownLatch done;
        private final LatencyRecorder recorder = new LatencyRecorder();
        private int next;

        private Lane(Loop loop, int first, int count, IntFunction<Request> requests, CountDownLatch done) {
            this.loop = loop;
            this.next = first;
            this.count = count;
            this.requests = requests;
            this.done = done;
        }

        private void sendNext() {
            if (next >= count) {
                return;
            }
            Request request = requests.apply(next);
            next += driver.loopCount();
            long sent = System.nanoTime();
            loop.send(request, outcome -> {
                String label = outcome.fold(ClosedLoop::label, Outcome.Why::label, Outcome.Why::label);
                recorder.record("request", label, System.nanoTime() - sent);
                done.countDown();
                sendNext();
            });
        }
    }
}
