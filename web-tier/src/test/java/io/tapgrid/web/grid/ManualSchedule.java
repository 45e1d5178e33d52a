package io.tapgrid.web.grid;

import io.tapgrid.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what was scheduled when the test moves its clock, on the test's thread. Knows only what {@link Attempts} uses. */
final class ManualSchedule extends ScheduledThreadPoolExecutor {
    private final SettableClock clock;
    private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparing(Due::at));

    private record Due(Instant at, Runnable work, Duration again) {}

    ManualSchedule(SettableClock clock) {
        super(0);
        this.clock = clock;
    }

    /** Moves the clock, in steps, to whatever is due until then. */
    void advance(Duration by) {
        Instant until = clock.instant().plus(by);
        for (Due due = waiting.peek(); due != null && !due.at.isAfter(until); due = waiting.peek()) {
            waiting.remove();
            clock.set(due.at.isBefore(clock.instant()) ? clock.instant() : due.at);
            due.work.run();
            if (!due.again.isZero()) {
                waiting.add(new Due(clock.instant().plus(due.again), due.work, due.again));
            }
        }
        clock.set(until);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        waiting.add(new Due(clock.instant().plusNanos(unit.toNanos(delay)), work, Duration.ZERO));
        return new Never(work);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long delay, TimeUnit unit) {
        Duration again = Duration.ofNanos(unit.toNanos(delay));
        waiting.add(new Due(clock.instant().plusNanos(unit.toNanos(first)), work, again));
        return new Never(work);
    }

    /** What a scheduled task is answered with; nobody looks at it. */
    private static final class Never extends FutureTask<Void> implements RunnableScheduledFuture<Void> {
        Never(Runnable work) {
            super(work, null);
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
