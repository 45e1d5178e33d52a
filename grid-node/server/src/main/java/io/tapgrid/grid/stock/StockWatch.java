package io.tapgrid.grid.stock;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.PoolRow;
import io.tapgrid.gridapi.row.RowMapping;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntPredicate;
import org.apache.ignite.Ignite;

/**
 * How many free units lie on this node, kept on the heap from what batches leave behind, so that the number which pages show costs no reading
 * of slices. A hint: changes made from other nodes are seen at the next scan.
 */
final class StockWatch {
    private final Ignite ignite;
    private final Shards shards;
    private final Map<ItemRef, AtomicLongArray> availableByShard = new ConcurrentHashMap<>();

    StockWatch(Ignite ignite, Shards shards) {
        this.ignite = ignite;
        this.shards = shards;
    }

    void see(Slice slice) {
        availableByShard
                .computeIfAbsent(ItemRef.of(slice), item -> new AtomicLongArray(shards.count()))
                .set(slice.shard(), slice.available());
    }

    /** Units of an item in the pool and in the slices, as far as they lie in the shards named. */
    long unitsLeft(ItemRef item, IntPredicate here) {
        long units = here.test(item.poolShard(shards)) ? inPool(item) : 0;
        AtomicLongArray slices = availableByShard.get(item);
        if (slices == null) {
            return units;
        }
        for (int shard = 0; shard < slices.length(); shard++) {
            units += here.test(shard) ? slices.get(shard) : 0;
        }
        return units;
    }

    private long inPool(ItemRef item) {
        PoolRow row = Caches.POOL.of(ignite).get(RowMapping.poolKey(item.poolShard(shards), item.saleId(), item.sku()));
        return row == null ? 0 : row.available;
    }
}
