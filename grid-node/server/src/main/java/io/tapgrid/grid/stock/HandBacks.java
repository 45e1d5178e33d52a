package io.tapgrid.grid.stock;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.escrow.StockRules;
import io.tapgrid.grid.shard.NotCommittedException;
import io.tapgrid.grid.shard.ShardOrder;
import io.tapgrid.grid.shard.UnknownOutcomeException;
import io.tapgrid.grid.stock.Transfers.Rule;
import io.tapgrid.grid.stock.Transfers.Settled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings units from slices back to their pools, many slices in a transaction. Blocks; runs on the stock's threads. */
final class HandBacks {
    private static final Logger LOG = LoggerFactory.getLogger(HandBacks.class);

    /** Slices in one transaction; their shards wait while it runs. */
    private static final int LEGS_MAX = 64;

    private final Transfers transfers;
    private final ShardOrder order;
    private final Shards shards;

    HandBacks(Transfers transfers, ShardOrder order, Shards shards) {
        this.transfers = transfers;
        this.order = order;
        this.shards = shards;
    }

    /** What is asked of this node's shards by somebody whose pool is dry: all but what their queues want; how many slices changed. */
    int giveBack(ItemRef item, List<Integer> from) {
        List<Leg> legs = from.stream().map(shard -> new Leg(shard, item)).toList();
        List<Settled> settled = transfers.run(
                item.poolShard(shards),
                legs,
                (pool, slice) -> StockRules.handBack(pool, slice, waiting(Leg.of(slice))));
        return (int) settled.stream().filter(Settled::changed).count();
    }

    long waiting(Leg leg) {
        return order.waiting(leg.shard(), leg.item().saleId(), leg.item().sku());
    }

    /** Applies a rule to slices of any items, a few at a time; the legs for which it could not be done now. */
    List<Leg> sweep(Collection<Leg> legs, Rule rule) {
        Map<Integer, List<Leg>> byPool = legs.stream()
                .collect(Collectors.groupingBy(leg -> leg.item().poolShard(shards), TreeMap::new, Collectors.toList()));
        List<Leg> failed = new ArrayList<>();
        byPool.forEach((poolShard, all) -> {
            for (int at = 0; at < all.size(); at += LEGS_MAX) {
                List<Leg> some = all.subList(at, Math.min(all.size(), at + LEGS_MAX));
                if (!run(poolShard, some, rule)) {
                    failed.addAll(some);
                }
            }
        });
        return failed;
    }

    private boolean run(int poolShard, List<Leg> legs, Rule rule) {
        try {
            transfers.run(poolShard, legs, rule);
            return true;
        } catch (NotCommittedException | UnknownOutcomeException failure) {
            LOG.warn(
                    "hand-back of {} slices to the pools of shard {}: {}",
                    legs.size(),
                    poolShard,
                    failure.getMessage());
            return false;
        }
    }
}
