package io.tapgrid.grid.stock;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.escrow.StockRules;
import io.tapgrid.grid.shard.NotCommittedException;
import io.tapgrid.grid.shard.ShardOrder;
import io.tapgrid.grid.shard.UnknownOutcomeException;
import io.tapgrid.grid.stock.Transfers.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings units to shards that ask for them. What is asked of the pools of one shard while a transfer to them is under way makes up the next
 * transfer: at most one is under way from this node to each pool's shard, and no timer waits for company.
 *
 * <p>Any thread may ask; the transfers run on the stock's own threads.
 */
final class Refills {
    private static final Logger LOG = LoggerFactory.getLogger(Refills.class);

    /** Slices served by one transaction. More would keep the heads of their shards locked for longer than a batch does. */
    private static final int LEGS_MAX = 64;

    private static final Duration TRY_AGAIN_AFTER = Duration.ofMillis(50);

    private final Transfers transfers;
    private final ShardOrder order;
    private final Shards shards;
    private final StockThreads threads;
    private final Recalls recalls;
    private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();

    Refills(Transfers transfers, ShardOrder order, Shards shards, StockThreads threads, Recalls recalls) {
        this.transfers = transfers;
        this.order = order;
        this.shards = shards;
        this.threads = threads;
        this.recalls = recalls;
    }

    /** Asks for units of an item in a shard whose slice has none on sale. Asking again before the answer changes nothing. */
    void ask(Leg leg) {
        lanes.computeIfAbsent(leg.item().poolShard(shards), Lane::new).add(leg);
    }

    /** Asks again if grabs still wait there. */
    private void askAgain(Leg leg) {
        if (waiting(leg) > 0) {
            ask(leg);
        }
    }

    private long waiting(Leg leg) {
        return order.waiting(leg.shard(), leg.item().saleId(), leg.item().sku());
    }

    private void serve(int poolShard, List<Leg> legs) {
        List<Settled> served;
        try {
            served = transfers.run(
                    poolShard,
                    legs,
                    (pool, slice) -> StockRules.refill(pool, slice, shards.count(), waiting(Leg.of(slice))));
        } catch (NotCommittedException | UnknownOutcomeException failure) {
            LOG.warn(
                    "refill of {} slices from the pools of shard {}: {}", legs.size(), poolShard, failure.getMessage());
            threads.later(TRY_AGAIN_AFTER, () -> legs.forEach(this::askAgain));
            return;
        }
        served.forEach(this::answer);
    }

    /** Either units came, or there are none anywhere, or some lie in other shards and are called back first. */
    private void answer(Settled settled) {
        Leg leg = settled.leg();
        if (settled.slice().onSale() > 0 || settled.pool().isSoldOut()) {
            order.retry(leg.shard(), leg.item().saleId(), leg.item().sku());
        } else {
            recalls.recall(leg.item(), settled.pool().marked(), () -> askAgain(leg));
        }
    }

    /** What waits for the pools of one shard. */
    private final class Lane {
        private final int poolShard;
        private final Set<Leg> waiting = new LinkedHashSet<>();
        private boolean underWay;

        Lane(int poolShard) {
            this.poolShard = poolShard;
        }

        synchronized void add(Leg leg) {
            waiting.add(leg);
            if (!underWay) {
                underWay = true;
                threads.run(this::drive);
            }
        }

        private void drive() {
            try {
                serve(poolShard, take());
            } finally {
                goOn();
            }
        }

        private synchronized List<Leg> take() {
            List<Leg> taken = new ArrayList<>();
            Iterator<Leg> next = waiting.iterator();
            while (next.hasNext() && taken.size() < LEGS_MAX) {
                taken.add(next.next());
                next.remove();
            }
            return taken;
        }

        private synchronized void goOn() {
            underWay = !waiting.isEmpty();
            if (underWay) {
                threads.run(this::drive);
            }
        }
    }
}
