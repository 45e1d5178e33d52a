package io.tapgrid.grid.salvage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What a node's disk had, shard by shard. */
public record SalvagedDisk(int node, List<SalvagedShard> shards) {
    public SalvagedDisk {
        shards = List.copyOf(shards);
    }

    /** When the node made its last commit in any shard; long ago when there was none. */
    public Instant lastChange() {
        return shards.stream()
                .map(SalvagedShard::lastChange)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
