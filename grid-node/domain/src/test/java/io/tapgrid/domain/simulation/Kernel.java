package io.tapgrid.domain.simulation;

import io.tapgrid.domain.escrow.Adjustment;
import io.tapgrid.domain.escrow.StockRules;
import io.tapgrid.domain.escrow.Transfer;
import io.tapgrid.domain.sale.Lifecycle;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Decision;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.shard.ShardClock;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardProcessor;
import io.tapgrid.domain.shard.ShardView;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kernel as the simulator calls it. A planted bug overrides one method. */
class Kernel {
    Decision decide(ShardCommand command, ShardView view, Instant now) {
        return ShardProcessor.decide(command, view, now);
    }

    Instant now(Instant last, Instant nodeClock) {
        return ShardClock.next(last, nodeClock);
    }

    Transfer refill(Pool pool, Slice slice, int shards, long waiting) {
        return StockRules.refill(pool, slice, shards, waiting);
    }

    Transfer declareEmpty(Pool pool, Slice slice) {
        return StockRules.declareEmpty(pool, slice);
    }

    Transfer handBack(Pool pool, Slice slice, long keep) {
        return StockRules.handBack(pool, slice, keep);
    }

    Transfer collect(Pool pool, Slice slice, long missing) {
        return StockRules.collect(pool, slice, missing);
    }

    Transfer warmUp(Pool pool, Slice slice, int shards) {
        return StockRules.warmUp(pool, slice, shards);
    }

    Adjustment adjust(StockAdjusted wish, Pool pool, @Nullable StockAdjusted earlier) {
        return Adjustment.decide(wish, pool, earlier);
    }

    boolean isSoldOut(Pool pool) {
        return pool.isSoldOut();
    }

    Optional<SaleState> due(Sale sale, Lifecycle.Stock stock, Instant now) {
        return Lifecycle.DEFAULT.due(sale, stock, now);
    }
}
