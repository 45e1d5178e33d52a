package io.tapgrid.grid.stock;

import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.grid.shard.MoneyTransaction;
import io.tapgrid.grid.shard.OpenShard;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ItemStateRow;
import io.tapgrid.gridapi.row.RowMapping;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The pools that a transaction touches, and the flags that follow from them. A flag is written exactly when its pool changes sides, seen on the
 * pool's own row under its lock: the flag's copy on this node may be a moment behind.
 */
public final class SoldOutFlags {
    private final MoneyTransaction transaction;
    private final Map<ItemRef, Watched> watched = new HashMap<>();

    SoldOutFlags(MoneyTransaction transaction) {
        this.transaction = transaction;
    }

    /** A pool as it was and as it is. */
    static final class Watched {
        private final OpenShard shard;
        private final boolean wasSoldOut;
        private Pool pool;

        private Watched(OpenShard shard, boolean wasSoldOut, Pool pool) {
            this.shard = shard;
            this.wasSoldOut = wasSoldOut;
            this.pool = pool;
        }

        Pool pool() {
            return pool;
        }

        void record(Event event, Pool after) {
            shard.record(event, after);
            pool = after;
        }
    }

    /** Begins to watch a pool, or goes on where it is watched already. */
    Watched watch(Pool pool, OpenShard shard) {
        return watched.computeIfAbsent(
                new ItemRef(pool.saleId(), pool.sku()), item -> new Watched(shard, pool.isSoldOut(), pool));
    }

    /** Writes the flags of the pools that changed sides. */
    void write() {
        for (Watched it : watched.values()) {
            if (it.wasSoldOut != it.pool.isSoldOut()) {
                write(transaction, it.pool, it.shard.now());
            }
        }
    }

    /** Writes an item's flag as its pool has it: for a pool that has just been placed. */
    public static void write(MoneyTransaction transaction, Pool pool, Instant now) {
        transaction.put(
                Caches.ITEM_STATE,
                RowMapping.itemKey(pool.saleId(), pool.sku()),
                new ItemStateRow(pool.isSoldOut(), pool.available(), pool.version(), RowMapping.time(now)));
    }
}
