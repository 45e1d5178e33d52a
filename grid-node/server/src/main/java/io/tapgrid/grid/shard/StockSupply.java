package io.tapgrid.grid.shard;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.stock.Slice;
import java.util.Collection;

/** What the shards' order tells the stock. Never blocks; called by shard workers. */
public interface StockSupply {
    /** Grabs of an item are parked in a shard for want of a unit. {@link ShardOrder#retry} follows, at the latest when the item is sold out. */
    void needsStock(int shard, SaleId saleId, Sku sku);

    /** A batch was committed that left these slices so. */
    void committed(Collection<Slice> slices);
}
