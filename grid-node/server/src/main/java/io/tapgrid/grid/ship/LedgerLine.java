package io.tapgrid.grid.ship;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Event.ItemChanged;
import io.tapgrid.domain.shard.Event.PoolGranted;
import io.tapgrid.domain.shard.Event.PoolPlaced;
import io.tapgrid.domain.shard.Event.PoolTookBack;
import io.tapgrid.domain.shard.Event.ReservationMade;
import io.tapgrid.domain.shard.Event.SaleChanged;
import io.tapgrid.domain.shard.Event.SliceReceived;
import io.tapgrid.domain.shard.Event.SliceReturned;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.shard.Event.UnitCarted;
import io.tapgrid.domain.shard.Event.UnitHeld;
import io.tapgrid.domain.shard.Event.UnitPaid;
import io.tapgrid.domain.shard.Event.UnitReleased;
import org.jspecify.annotations.Nullable;

/** What the ledger shows of an event in columns of their own, for whoever reads it without our codec. */
record LedgerLine(
        String kind,
        SaleId saleId,
        @Nullable Sku sku,
        @Nullable Uid uid,
        @Nullable PurchaseId purchaseId,
        @Nullable Long units) {

    static LedgerLine of(Event event) {
        if (event instanceof ReservationMade made) {
            Reservation row = made.reservation();
            return new LedgerLine("RESERVATION_MADE", row.saleId(), row.sku(), row.uid(), null, null);
        } else if (event instanceof UnitHeld held) {
            return ofPurchase("UNIT_HELD", held.purchase());
        } else if (event instanceof UnitCarted carted) {
            return ofPurchase("UNIT_CARTED", carted.purchase());
        } else if (event instanceof UnitPaid paid) {
            return ofPurchase("UNIT_PAID", paid.purchase());
        } else if (event instanceof UnitReleased released) {
            return ofPurchase("UNIT_RELEASED", released.purchase());
        } else if (event instanceof SaleChanged changed) {
            return new LedgerLine("SALE_CHANGED", changed.sale().id(), null, null, null, null);
        } else if (event instanceof ItemChanged changed) {
            return new LedgerLine(
                    "ITEM_CHANGED", changed.item().saleId(), changed.item().sku(), null, null, null);
        }
        return ofStock(event);
    }

    private static LedgerLine ofStock(Event event) {
        if (event instanceof SliceReceived received) {
            return ofUnits("SLICE_RECEIVED", received.saleId(), received.sku(), received.units());
        } else if (event instanceof SliceReturned returned) {
            return ofUnits("SLICE_RETURNED", returned.saleId(), returned.sku(), returned.units());
        } else if (event instanceof PoolPlaced placed) {
            return ofUnits("POOL_PLACED", placed.saleId(), placed.sku(), placed.units());
        } else if (event instanceof PoolGranted granted) {
            return ofUnits("POOL_GRANTED", granted.saleId(), granted.sku(), granted.units());
        } else if (event instanceof PoolTookBack tookBack) {
            return ofUnits("POOL_TOOK_BACK", tookBack.saleId(), tookBack.sku(), tookBack.units());
        } else if (event instanceof StockAdjusted adjusted) {
            return ofUnits("STOCK_ADJUSTED", adjusted.saleId(), adjusted.sku(), adjusted.delta());
        }
        throw new IllegalArgumentException(event.getClass().getName() + ": has no line in the ledger");
    }

    private static LedgerLine ofPurchase(String kind, Purchase row) {
        return new LedgerLine(kind, row.id().saleId(), row.sku(), row.id().uid(), row.id(), null);
    }

    private static LedgerLine ofUnits(String kind, SaleId saleId, Sku sku, long units) {
        return new LedgerLine(kind, saleId, sku, null, null, units);
    }
}
