package io.tapgrid.load.limit;

import java.util.concurrent.atomic.AtomicLongArray;

/** What became of requests, second by second. Written by the loops' threads, read when they are done. */
final class Timeline {

    /** Late is as bad as never, to somebody who presses a button. */
    private static final long IN_TIME_NANOS = 250_000_000;

    private static final double SHARE_ENOUGH = 0.999;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final AtomicLongArray decidedIn;
    private final AtomicLongArray dueIn;
    private final AtomicLongArray dueInAndInTime;

    Timeline(int secondsMax) {
        decidedIn = new AtomicLongArray(secondsMax);
        dueIn = new AtomicLongArray(secondsMax);
        dueInAndInTime = new AtomicLongArray(secondsMax);
    }

    void heard(long dueNanos, long heardNanos, boolean decided) {
        int due = second(dueNanos);
        dueIn.incrementAndGet(due);
        if (decided) {
            decidedIn.incrementAndGet(second(heardNanos));
        }
        if (decided && heardNanos - dueNanos <= IN_TIME_NANOS) {
            dueInAndInTime.incrementAndGet(due);
        }
    }

    /** Decisions a second that came in these seconds. */
    double decidedPerSecond(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += decidedIn.get(i);
        }
        return (double) sum / (to - from);
    }

    /** Seconds from {@code from} until everything due is decided in time again and stays so; −1 if it never is. */
    int recoveredAfter(int from, int to) {
        int recovered = -1;
        for (int i = to - 1; i >= from && isGood(i); i--) {
            recovered = i - from;
        }
        return recovered;
    }

    private boolean isGood(int second) {
        return dueInAndInTime.get(second) >= SHARE_ENOUGH * dueIn.get(second);
    }

    private int second(long nanos) {
        return (int) Math.min(Math.max(0, nanos) / SECOND_NANOS, decidedIn.length() - 1);
    }
}
