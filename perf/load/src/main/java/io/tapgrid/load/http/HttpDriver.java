package io.tapgrid.load.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The event loops of one load run against one target. Any thread may make, ask and close it. When a loop dies of an
 * error of its users' code, the error is kept for {@link #failure} and the other loops go on until closed.
 */
public final class HttpDriver implements AutoCloseable {

    private final List<Loop> loops = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private HttpDriver() {}

    public static HttpDriver start(Target target, DriverOptions options) {
        var driver = new HttpDriver();
        try {
            for (int i = 0; i < options.threads(); i++) {
                driver.loops.add(new Loop("load-" + i, target, options, driver::fail));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("load driver: no selector", e);
        }
        driver.loops.forEach(Loop::start);
        return driver;
    }

    public int loopCount() {
        return loops.size();
    }

    /** The loop for the i-th of anything: i modulo the number of loops. */
    public Loop loop(int i) {
        return loops.get(Math.floorMod(i, loops.size()));
    }

    /** CPU time of the loops' threads so far; 0 where the JVM does not measure it. */
    public long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return loops.stream()
                .mapToLong(loop -> Math.max(0, threads.getThreadCpuTime(loop.threadId())))
                .sum();
    }

    /** What killed a loop, if something did. A run with a failure proves nothing and should end. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Ends every connection; calls under way are told so. */
    @Override
    public void close() {
        try {
            for (Loop loop : loops) {
                loop.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
    }
}
