package io.tapgrid.grid.watch;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a node's watches: each looks once a second, and one that fails looks again. */
final class Watchman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);
    static final Duration EVERY = Duration.ofSeconds(1);

    private final ScheduledExecutorService clockwork;

    Watchman(String name) {
        this.clockwork = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    void look(Runnable watch) {
        var unused = clockwork.scheduleWithFixedDelay(() -> quietly(watch), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void quietly(Runnable watch) {
        try {
            watch.run();
        } catch (RuntimeException failure) {
            LOG.warn("{} could not look this time: {}", watch, failure.toString());
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
