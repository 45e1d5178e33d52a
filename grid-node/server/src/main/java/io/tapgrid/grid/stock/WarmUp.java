package io.tapgrid.grid.stock;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.escrow.StockRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Puts an equal share of every item's units into every shard before a sale opens. Running it again, on whatever node, does nothing, so a
 * walk that was taken over half way simply begins anew. Blocks; runs on the stock's threads.
 */
final class WarmUp {
    private static final int TRIES = 3;

    private final HandBacks handBacks;
    private final Shards shards;

    WarmUp(HandBacks handBacks, Shards shards) {
        this.handBacks = handBacks;
        this.shards = shards;
    }

    /**
     * Warms items up.
     *
     * @return slices that could not be reached now; they are refilled when somebody asks there
     */
    int run(Collection<ItemRef> items) {
        List<Leg> legs = new ArrayList<>();
        for (int shard = 0; shard < shards.count(); shard++) {
            for (ItemRef item : items) {
                legs.add(new Leg(shard, item));
            }
        }
        for (int tries = 0; tries < TRIES && !legs.isEmpty(); tries++) {
            legs = handBacks.sweep(legs, (pool, slice) -> StockRules.warmUp(pool, slice, shards.count()));
        }
        return legs.size();
    }
}
