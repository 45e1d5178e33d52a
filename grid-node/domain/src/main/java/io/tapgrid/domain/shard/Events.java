package io.tapgrid.domain.shard;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.ShardSet;
import io.tapgrid.domain.stock.Slice;
import java.util.function.UnaryOperator;

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
            put(it.purchase(), Slice::hold, state);
        } else if (event instanceof Event.UnitCarted it) {
            state.put(it.purchase());
        } else if (event instanceof Event.UnitPaid it) {
            put(it.purchase(), Slice::pay, state);
        } else if (event instanceof Event.UnitReleased it) {
            put(it.purchase(), it.from() == PurchaseState.PAID ? Slice::releaseSold : Slice::releaseHeld, state);
        } else if (event instanceof Event.SliceReceived it) {
            state.put(apply(event, state.slice(it.saleId(), it.sku())));
        } else if (event instanceof Event.SliceReturned it) {
            state.put(apply(event, state.slice(it.saleId(), it.sku())));
        }
    }

    /** Applies what moved between the pool and this slice. */
    public static Slice apply(Event event, Slice slice) {
        if (event instanceof Event.SliceReceived it) {
            return slice.receive(it.units());
        }
        if (event instanceof Event.SliceReturned it) {
            return slice.handBack(it.units(), slice.marked() && !it.emptied());
        }
        return slice;
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

    private static void put(Purchase purchase, UnaryOperator<Slice> change, ShardState state) {
        SaleId saleId = purchase.id().saleId();
        Sku sku = purchase.sku();
        state.put(purchase);
        state.put(change.apply(state.slice(saleId, sku)));
    }
}
