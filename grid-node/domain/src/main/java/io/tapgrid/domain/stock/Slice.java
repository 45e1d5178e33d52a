package io.tapgrid.domain.stock;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;

/**
 * An item's stock inside one shard, in units. Always {@code received − returned = available + held + sold}, no term
 * negative.
 *
 * @param held HELD and CARTED purchases
 * @param sold PAID purchases
 * @param received units granted by the pool since the beginning
 * @param returned units handed back to the pool since the beginning
 * @param marked whether the pool counts this shard among those that may hold stock; changes only together with the pool
 */
public record Slice(
        SaleId saleId,
        Sku sku,
        int shard,
        long available,
        long held,
        long sold,
        long received,
        long returned,
        boolean marked) {
    public Slice {
        if (available < 0 || held < 0 || sold < 0 || received - returned != available + held + sold) {
            throw new IllegalStateException("slice " + saleId + "/" + sku + "#" + shard + ": available " + available
                    + ", held " + held + ", sold " + sold + ", received " + received + ", returned " + returned);
        }
    }

    public static Slice empty(SaleId saleId, Sku sku, int shard) {
        return new Slice(saleId, sku, shard, 0, 0, 0, 0, 0, false);
    }
}
