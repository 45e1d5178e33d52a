package io.tapgrid.grid.ship;

import java.time.Duration;

/** What the shipper remembers of one shard: its claim, and until when it rests after a failure. Its thread alone. */
final class ShardShipping {
    private static final long NOT_CLAIMED = -1;

    private final int shard;
    private final BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private long epoch = NOT_CLAIMED;
    private long epochSeen;

    ShardShipping(int shard) {
        this.shard = shard;
    }

    int shard() {
        return shard;
    }

    BackOff backOff() {
        return backOff;
    }

    /** The epoch under which this node ships the shard; claimed in the grid when there is none. */
    long epoch(JournalSource source) {
        if (epoch == NOT_CLAIMED) {
            epoch = source.claim(shard, epochSeen);
        }
        return epoch;
    }

    /** Somebody else ships it, or did: a new claim must be higher than what was seen. */
    void forgetClaim(long higherEpoch) {
        epoch = NOT_CLAIMED;
        epochSeen = Math.max(epochSeen, higherEpoch);
    }
}
