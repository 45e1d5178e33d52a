package io.tapgrid.load.crowd;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Who still wants something. A wish is coming, trying, waiting for a unit to come back, or gone home; while units are
 * unsold, those who wait are called back first, and when nobody waits, those who went home. Who has bought, or will
 * never be let in, is not counted any more. Any thread.
 */
final class Demand {

    private final AtomicInteger trying = new AtomicInteger();
    private final AtomicInteger coming = new AtomicInteger();
    private final Map<String, Queue<Wish>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Queue<Wish>> gone = new ConcurrentHashMap<>();

    void expect(int wishes) {
        coming.addAndGet(wishes);
    }

    void arrived() {
        coming.decrementAndGet();
        trying.incrementAndGet();
    }

    void calledBack() {
        trying.incrementAndGet();
    }

    void leaves() {
        trying.decrementAndGet();
    }

    void waits(Wish wish) {
        waiting.computeIfAbsent(wish.sku(), s -> new ConcurrentLinkedQueue<>()).add(wish);
        trying.decrementAndGet();
    }

    void goesHome(Wish wish) {
        gone.computeIfAbsent(wish.sku(), s -> new ConcurrentLinkedQueue<>()).add(wish);
        trying.decrementAndGet();
    }

    Optional<Wish> next(String sku) {
        Wish wish = poll(waiting, sku);
        return Optional.ofNullable(wish == null ? poll(gone, sku) : wish);
    }

    int trying() {
        return trying.get();
    }

    int coming() {
        return coming.get();
    }

    private static @Nullable Wish poll(Map<String, Queue<Wish>> lines, String sku) {
        Queue<Wish> line = lines.get(sku);
        return line == null ? null : line.poll();
    }
}
