package io.tapgrid.domain.shard;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.ShardSet;
import io.tapgrid.domain.stock.Slice;

/**
 * What each event does to the rows: the only way state changes, in the grid, in memory and in the simulator. An event
 * that is not about a row leaves it as it is. The rows of sales and items ride in their own events.
 */
public final class Events {
    private Events() {}

    /** Applies an event to the rows of the shard it happened in: reservation, purchase, slice. */
    public static void apply(Event event, ShardState state) {
        if (event instanceof Event.ReservationMade it) {
            state.put(it.reservation());
        } else if (event instanceof Event.UnitHeld it) {
            put(event, it.purchase(), state);
        } else if (event instanceof Event.UnitCarted it) {
            state.put(it.purchase());
        } else if (event instanceof Event.UnitPaid it) {
            put(event, it.purchase(), state);
        } else if (event instanceof Event.UnitReleased it) {
            put(event, it.purchase(), state);
        } else if (event instanceof Event.SliceReceived it) {
            state.put(apply(event, state.slice(it.saleId(), it.sku())));
        } else if (event instanceof Event.SliceReturned it) {
            state.put(apply(event, state.slice(it.saleId(), it.sku())));
        }
    }

    private static void put(Event event, Purchase purchase, ShardState state) {
        state.put(purchase);
        state.put(apply(event, state.slice(purchase.id().saleId(), purchase.sku())));
    }

    /** Applies an event to a slice, which another item's events leave alone. */
    public static Slice apply(Event event, Slice slice) {
        if (event instanceof Event.UnitHeld it && isOf(it.purchase(), slice)) {
            return slice.hold();
        }
        if (event instanceof Event.UnitPaid it && isOf(it.purchase(), slice)) {
            return slice.pay();
        }
        if (event instanceof Event.UnitReleased it && isOf(it.purchase(), slice)) {
            return it.from() == PurchaseState.PAID ? slice.releaseSold() : slice.releaseHeld();
        }
        if (event instanceof Event.SliceReceived it && isOf(it.saleId(), it.sku(), slice)) {
            return slice.receive(it.units());
        }
        if (event instanceof Event.SliceReturned it && isOf(it.saleId(), it.sku(), slice)) {
            return slice.handBack(it.units(), slice.marked() && !it.emptied());
        }
        return slice;
    }

    private static boolean isOf(Purchase purchase, Slice slice) {
        return isOf(purchase.id().saleId(), purchase.sku(), slice);
    }

    private static boolean isOf(SaleId saleId, Sku sku, Slice slice) {
        return sku.equals(slice.sku()) && saleId.equals(slice.saleId());
    }

    /** Applies what happened to a pool that has been placed. */
    public static Pool apply(Event event, Pool pool) {
        if (event instanceof Event.PoolGranted it) {
            return pool.grant(it.toShard(), it.units());
        }
        if (event instanceof Event.PoolTookBack it) {
            ShardSet marked = it.emptied() ? pool.marked().without(it.fromShard()) : pool.marked();
            return pool.takeBack(it.units(), marked);
        }
        if (event instanceof Event.StockAdjusted it) {
            return pool.adjust(it.delta());
        }
        return pool;
    }

    /** The pool as it is first placed. */
    public static Pool place(Event.PoolPlaced event) {
        return Pool.placed(event.saleId(), event.sku(), event.units());
    }
}
