package io.tapgrid.standalone.bench;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.start.StandaloneSystem;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A system as {@code ./tapgrid start} starts it, supervised by a thread of its own until it is closed. */
final class BenchSystem implements AutoCloseable {

    private static final long STOP_MINUTES_MAX = 5;

    private final StandaloneSystem system;
    private final Thread thread;
    private final OnExit onExit = OnExit.run(this::stopAndWait);
    private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();

    private BenchSystem(Settings settings, int nodes, Consumer<String> say) {
        this.system = new StandaloneSystem(settings, Clock.systemUTC(), say);
        this.thread = new Thread(() -> run(nodes), "system");
    }

    /** Ready for shoppers when it returns. */
    static BenchSystem start(Settings settings, int nodes, Consumer<String> say) throws InterruptedException {
        var started = new BenchSystem(settings, nodes, say);
        started.thread.start();
        try {
            started.ready.get();
            return started;
        } catch (ExecutionException e) {
            started.close();
            throw new CommandFailure("the system did not start: " + e.getCause(), e);
        }
    }

    private void run(int nodes) {
        try {
            system.start(OptionalInt.of(nodes), OptionalInt.empty());
            ready.complete(null);
            system.superviseUntilStopped();
        } catch (RuntimeException | InterruptedException e) {
            ready.completeExceptionally(e);
        } finally {
            stop();
        }
    }

    private void stop() {
        try {
            system.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopAndWait();
        onExit.close();
    }

    private void stopAndWait() {
        system.requestStop();
        try {
            thread.join(TimeUnit.MINUTES.toMillis(STOP_MINUTES_MAX));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
