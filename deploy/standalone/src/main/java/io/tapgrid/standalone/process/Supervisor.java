package io.tapgrid.standalone.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a list of children running, in the order in which they were given: started first to last, ended last to first
 * by whoever owns the order ({@link #end}). One thread calls everything but {@link #requestStop}.
 */
public final class Supervisor {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final List<Child> children = new ArrayList<>();
    private final Clock clock;
    private final Consumer<String> progress;
    private final Health health = new Health();
    private volatile boolean stopRequested;

    public Supervisor(Clock clock, Consumer<String> progress) {
        this.clock = clock;
        this.progress = progress;
    }

    public void start(ChildSpec spec, PidFile pidFile) {
        Child child = new Child(spec, pidFile);
        child.start(clock.instant());
        children.add(child);
    }

    /** Waits until every child says it is ready, starting again those that die; false when the time is over or stop was requested. */
    public boolean awaitReady(Duration limit) throws InterruptedException {
        Instant deadline = clock.instant().plus(limit);
        List<Child> waiting = new ArrayList<>(children);
        while (!waiting.isEmpty() && !stopRequested && clock.instant().isBefore(deadline)) {
            watch();
            for (Child child : List.copyOf(waiting)) {
                if (health.isReady(child.spec().management())) {
                    progress.accept(child.spec().name() + " is ready");
                    waiting.remove(child);
                }
            }
            pause();
        }
        waiting.forEach(child -> progress.accept(
                child.spec().name() + " is not ready (log: " + child.spec().log() + ")"));
        return waiting.isEmpty();
    }

    /** Runs until stop is requested. {@code also} is looked after in the same rhythm. */
    public void superviseUntilStopped(Runnable also) throws InterruptedException {
        while (!stopRequested) {
            watch();
            also.run();
            pause();
        }
    }

    /** Callable from any thread. */
    public void requestStop() {
        stopRequested = true;
    }

    public boolean isStopRequested() {
        return stopRequested;
    }

    public boolean hasStartedAny() {
        return !children.isEmpty();
    }

    public boolean isAlive(String name) {
        return children.stream().anyMatch(child -> child.spec().name().equals(name) && child.isAlive());
    }

    /** Ends one child by name, if it is there. Whether it went by itself. */
    public boolean end(String name, Duration grace) throws InterruptedException {
        for (Child child : children) {
            if (child.spec().name().equals(name)) {
                return child.end(grace);
            }
        }
        return true;
    }

    private void watch() {
        for (Child child : children) {
            @Nullable String seen = child.watch(clock.instant());
            if (seen != null) {
                progress.accept(seen);
            }
        }
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(LOOK_EVERY.toMillis());
    }
}
