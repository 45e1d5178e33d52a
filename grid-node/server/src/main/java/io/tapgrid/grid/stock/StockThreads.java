package io.tapgrid.grid.stock;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which stock is moved: a few that may block for a transaction, and one that only looks at the time. What waits for the former is
 * bounded by who hands it over: at most one task for each pool's shard, one for each sweep.
 */
final class StockThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StockThreads.class);

    /** Transfers under way from this node. They wait for locks and for other nodes more than they compute. */
    private static final int WORKERS = 4;

    /** Transactions under way end by their own timeout. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, named("stock-"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("stock-timer-"));

    void run(Runnable task) {
        try {
            workers.execute(() -> quietly(task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("not run: the node is stopping");
        }
    }

    void later(Duration delay, Runnable task) {
        try {
            var unused = timer.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("not scheduled: the node is stopping");
        }
    }

    /** Runs a task again and again, the pause counted from its end. */
    void every(Duration pause, Runnable task) {
        later(pause, () -> {
            try {
                task.run();
            } finally {
                every(pause, task);
            }
        });
    }

    private void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            if (!workers.isShutdown()) {
                LOG.error("stock: a task failed and is given up", failure);
            }
        }
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdown();
        try {
            workers.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
