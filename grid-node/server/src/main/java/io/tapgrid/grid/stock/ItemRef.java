package io.tapgrid.grid.stock;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.stock.Slice;

/** Names an item of a sale. */
public record ItemRef(SaleId saleId, Sku sku) {
    static ItemRef of(Slice slice) {
        return new ItemRef(slice.saleId(), slice.sku());
    }

    int poolShard(Shards shards) {
        return shards.ofPool(saleId, sku);
    }

    @Override
    public String toString() {
        return saleId + "/" + sku;
    }
}
