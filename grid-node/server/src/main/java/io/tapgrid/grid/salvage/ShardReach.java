package io.tapgrid.grid.salvage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far MySQL has a shard after everything was brought, and whether that is all there was.
 *
 * @param nodes whose disks had a copy
 * @param lastSeq the last entry of its journal in MySQL, 0 for none
 * @param lastEvent when that was; empty when MySQL has nothing of the shard
 * @param doubt why there may have been more; empty when there was not
 */
public record ShardReach(int shard, List<Integer> nodes, long lastSeq, Optional<Instant> lastEvent, String doubt) {
    public ShardReach {
        nodes = List.copyOf(nodes);
    }

    public boolean isSafe() {
        return doubt.isEmpty();
    }
}
