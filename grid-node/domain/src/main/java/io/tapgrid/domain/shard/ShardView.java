package io.tapgrid.domain.shard;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.stock.Slice;
import java.util.List;
import java.util.Optional;

/** What a decision may read: the rows of one shard, and the terms of every sale. */
public interface ShardView {
    Optional<Sale> sale(SaleId saleId);

    Optional<Item> item(SaleId saleId, Sku sku);

    Optional<Reservation> reservation(SaleId saleId, Sku sku, Uid uid);

    /** The shopper's wins in the sale, in the order of their {@code no}, released ones included. */
    List<Purchase> purchases(SaleId saleId, Uid uid);

    /** The item's slice in this shard, {@link Slice#empty} before any grant. */
    Slice slice(SaleId saleId, Sku sku);

    /** Whether the item is known to be sold out everywhere. May be behind, never ahead of the pool's own decision. */
    boolean isSoldOut(SaleId saleId, Sku sku);
}
