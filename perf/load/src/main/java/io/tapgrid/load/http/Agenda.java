package io.tapgrid.load.http;

import java.util.Arrays;

/**
 * What is to be done at which nanosecond: a binary heap in two arrays, so that a few hundred thousand shoppers waiting
 * for their moment cost a dozen bytes each and no garbage. One thread only.
 */
final class Agenda {

    private static final int ENTRIES_MAX = 1 << 23;

    private long[] times = new long[256];
    private Runnable[] tasks = new Runnable[256];
    private int size;

    void add(long nanos, Runnable task) {
        if (size == ENTRIES_MAX) {
            throw new IllegalStateException("agenda: full (limit: " + ENTRIES_MAX + ")");
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            tasks = Arrays.copyOf(tasks, size * 2);
        }
        int at = size++;
        while (at > 0 && before(nanos, times[(at - 1) >>> 1])) {
            move((at - 1) >>> 1, at);
            at = (at - 1) >>> 1;
        }
        put(at, nanos, task);
    }

    int size() {
        return size;
    }

    /** Nanoseconds until the first entry, 0 or less if it is due, {@code Long.MAX_VALUE} if there is none. */
    long nanosUntilNext(long now) {
        return size == 0 ? Long.MAX_VALUE : times[0] - now;
    }

    /** Removes and returns the first entry; call only when there is one. */
    Runnable takeFirst() {
        Runnable first = tasks[0];
        size--;
        long nanos = times[size];
        Runnable task = tasks[size];
        tasks[size] = Agenda::nothing;
        if (size > 0) {
            sink(nanos, task);
        }
        return first;
    }

    /** Puts the entry at the top and lets it down to where it belongs. */
    private void sink(long nanos, Runnable task) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && before(times[child + 1], times[child])) {
                child++;
            }
            if (!before(times[child], nanos)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, nanos, task);
    }

    /** Stands where a task was, so that a finished one is not kept alive. */
    private static void nothing() {}

    private void move(int from, int to) {
        times[to] = times[from];
        tasks[to] = tasks[from];
    }

    private void put(int at, long nanos, Runnable task) {
        times[at] = nanos;
        tasks[at] = task;
    }

    /** By difference, since {@code System.nanoTime} may wrap. */
    private static boolean before(long one, long other) {
        return one - other < 0;
    }
}
