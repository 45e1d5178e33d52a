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

    /**
     * Free units that may be won here. A slice without its mark sells nothing, so that a pool without marks speaks for
     * every shard (DECISIONS 10); units that were released into it go back to the pool first.
     */
    public long onSale() {
        return marked ? available : 0;
    }

    /** Whether units lie here with nobody, marked or not. */
    public boolean hasFreeUnits() {
        return available > 0;
    }

    /** A unit was won: it is held now. */
    public Slice hold() {
        return with(available - 1, held + 1, sold);
    }

    /** A held unit was paid for. */
    public Slice pay() {
        return with(available, held - 1, sold + 1);
    }

    /** A held unit is free again. */
    public Slice releaseHeld() {
        return with(available + 1, held - 1, sold);
    }

    /** A unit that had been paid for is free again. */
    public Slice releaseSold() {
        return with(available + 1, held, sold - 1);
    }

    /** The pool granted units, so it counts this shard among those that may hold stock. */
    public Slice receive(long units) {
        return new Slice(saleId, sku, shard, available + units, held, sold, received + units, returned, true);
    }

    /** Units went back to the pool, which counts this shard from now on as {@code marked} says. */
    public Slice handBack(long units, boolean marked) {
        return new Slice(saleId, sku, shard, available - units, held, sold, received, returned + units, marked);
    }

    private Slice with(long nextAvailable, long nextHeld, long nextSold) {
        return new Slice(saleId, sku, shard, nextAvailable, nextHeld, nextSold, received, returned, marked);
    }
}
