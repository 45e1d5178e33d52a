package io.tapgrid.grid.ship;

import java.time.Duration;

/** Waits that double from the shortest to the longest, until something works again. Not thread-safe. */
final class BackOff {
    private final Duration shortest;
    private final Duration longest;
    private Duration next;
    private long restUntilNanos;
    private boolean resting;

    BackOff(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
        this.next = shortest;
    }

    void failed(long nowNanos) {
        restUntilNanos = nowNanos + next.toNanos();
        resting = true;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
    }

    void worked() {
        resting = false;
        next = shortest;
    }

    /** Whether something failed lately and the time to try again has not come. */
    boolean isResting(long nowNanos) {
        return resting && nowNanos - restUntilNanos < 0;
    }

    /** Whether the last try failed. */
    boolean isFailing() {
        return resting;
    }
}
