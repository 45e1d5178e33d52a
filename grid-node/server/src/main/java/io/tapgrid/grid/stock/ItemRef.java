package io.tapgrid.grid.stock;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.gridapi.row.PoolKey;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.row.SliceKey;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names an item of a sale. */
public record ItemRef(SaleId saleId, Sku sku) {
    static ItemRef of(Slice slice) {
        return new ItemRef(slice.saleId(), slice.sku());
    }

    int poolShard(Shards shards) {
        return shards.ofPool(saleId, sku);
    }

    PoolKey poolKey(Shards shards) {
        return RowMapping.poolKey(poolShard(shards), saleId, sku);
    }

    /** Of all its slices, in the order in which rows are read and locked. */
    SortedSet<SliceKey> sliceKeys(Shards shards) {
        return IntStream.range(0, shards.count())
                .mapToObj(shard -> RowMapping.sliceKey(shard, saleId, sku))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return saleId + "/" + sku;
    }
}
