package io.tapgrid.web.grid;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that talk to the grid. Ignite connects on the thread that asks, again and again until a node that does not answer counts as gone, so
 * neither an event loop nor the timer may ask by itself. What waits for them is bounded by who hands it over: one task of the route, one of the
 * board, and the readings that a process lets in.
 */
final class Senders {
    /** So many can be kept by one dying node, {@link Lanes#CALLS_AWAY_MAX}, and as many again serve the others meanwhile. */
    private static final int THREADS = 2 * Lanes.CALLS_AWAY_MAX;

    private Senders() {}

    static ExecutorService start(String name) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, name + "-sender-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
