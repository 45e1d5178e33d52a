package io.tapgrid.grid.stock;

import io.tapgrid.domain.stock.Slice;

/** One of the two ends between which an item's units move: its slice in a shard. The other end is always the item's pool. */
record Leg(int shard, ItemRef item) {
    static Leg of(Slice slice) {
        return new Leg(slice.shard(), ItemRef.of(slice));
    }
}
