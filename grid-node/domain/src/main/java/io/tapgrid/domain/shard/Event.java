package io.tapgrid.domain.shard;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;

/**
 * What happened. Events are what the journal keeps and what MySQL is fed from; those about a row carry the row as it is
 * afterwards, so whoever follows can take the last one and skip the rest.
 */
public sealed interface Event {
    /** A reservation was made. */
    record ReservationMade(Reservation reservation) implements Event {}

    /** A unit of the slice was won: available − 1, held + 1. */
    record UnitHeld(Purchase purchase) implements Event {}

    /** A held unit went into the cart; the slice does not change. */
    record UnitCarted(Purchase purchase) implements Event {}

    /** A carted unit was paid for: held − 1, sold + 1. */
    record UnitPaid(Purchase purchase) implements Event {}

    /** A unit went back to the slice: available + 1, and held or sold − 1 as {@code from} says. */
    record UnitReleased(Purchase purchase, PurchaseState from) implements Event {}

    /** In the shard of the slice: it was granted units (1 or more) and is marked. */
    record SliceReceived(SaleId saleId, Sku sku, int shard, long units) implements Event {}

    /** In the shard of the slice: it handed back units (0 or more); {@code emptied} clears its mark. */
    record SliceReturned(SaleId saleId, Sku sku, int shard, long units, boolean emptied) implements Event {}

    /** In the shard of the pool: it was made. */
    record PoolPlaced(SaleId saleId, Sku sku, long units) implements Event {}

    /** In the shard of the pool: units (1 or more) went to a shard, which is marked. */
    record PoolGranted(SaleId saleId, Sku sku, int toShard, long units) implements Event {}

    /** In the shard of the pool: units (0 or more) came back; {@code emptied} clears the shard's mark. */
    record PoolTookBack(SaleId saleId, Sku sku, int fromShard, long units, boolean emptied) implements Event {}

    /** In the shard of the pool: an operator changed the stock; {@code delta} is positive or negative, never 0. */
    record StockAdjusted(SaleId saleId, Sku sku, long delta, String reason, String key) implements Event {}

    /** In the shard of the sale: its row is now this. */
    record SaleChanged(Sale sale) implements Event {}

    /** In the shard of the sale: an item's row is now this. */
    record ItemChanged(Item item) implements Event {}
}
