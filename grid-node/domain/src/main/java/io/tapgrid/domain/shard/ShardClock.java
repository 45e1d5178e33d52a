package io.tapgrid.domain.shard;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Time within a shard. It is the deciding node's clock, except that it never goes back: a shard that moves to a node
 * whose clock is behind waits there at its last instant, so that what has lapsed stays lapsed.
 */
public final class ShardClock {
    private ShardClock() {}

    /** The instant of the next decision, to the microsecond, after one at {@code last}. */
    public static Instant next(Instant last, Instant nodeClock) {
        Instant now = nodeClock.truncatedTo(ChronoUnit.MICROS);
        return now.isBefore(last) ? last : now;
    }
}
