package io.tapgrid.load.crowd;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Promises seen broken: all are counted, the first hundred are kept in words. Any thread. */
final class Violations {

    private static final int KEPT_MAX = 100;

    private final AtomicLong count = new AtomicLong();
    private final Queue<String> kept = new ConcurrentLinkedQueue<>();

    void add(String what) {
        if (count.incrementAndGet() <= KEPT_MAX) {
            kept.add(what);
        }
    }

    long count() {
        return count.get();
    }

    List<String> kept() {
        return List.copyOf(kept);
    }
}
