package io.tapgrid.standalone.start;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.process.OnExit;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A system as {@code ./tapgrid start} starts it, supervised by a thread of its own until it is closed, or until this
 * process is asked to end. Any thread.
 */
public final class SupervisedSystem implements AutoCloseable {
    private static final long STOP_MINUTES_MAX = 5;

    private final StandaloneSystem system;
    private final Runnable beforeStopping;
    private final Thread thread;
    private final OnExit onExit = OnExit.run(this::stopAndWait);
    private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
    private volatile @Nullable Throwable broken;

    private SupervisedSystem(Settings settings, int nodes, Consumer<String> progress, Runnable beforeStopping) {
        this.system = new StandaloneSystem(settings, Clock.systemUTC(), progress);
        this.beforeStopping = beforeStopping;
        this.thread = new Thread(() -> run(nodes), "system");
    }

    /**
     * Ready for shoppers when it returns.
     *
     * @param beforeStopping what must be done before its processes can end, when nothing starts them again any more
     */
    public static SupervisedSystem start(
            Settings settings, int nodes, Consumer<String> progress, Runnable beforeStopping)
            throws InterruptedException {
        SupervisedSystem started = new SupervisedSystem(settings, nodes, progress, beforeStopping);
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
        } catch (RuntimeException | InterruptedException | Error e) {
            broken = e;
            ready.completeExceptionally(e);
        } finally {
            stop();
        }
    }

    private void stop() {
        try {
            beforeStopping.run();
            system.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code CommandFailure} where nothing that dies is started again any more. */
    public void requireSupervised() {
        Throwable why = broken;
        if (why != null) {
            throw new CommandFailure("the supervisor broke: " + why, why);
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
