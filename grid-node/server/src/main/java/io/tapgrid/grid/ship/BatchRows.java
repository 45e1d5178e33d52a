package io.tapgrid.grid.ship;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Event.ItemChanged;
import io.tapgrid.domain.shard.Event.PoolPlaced;
import io.tapgrid.domain.shard.Event.ReservationMade;
import io.tapgrid.domain.shard.Event.SaleChanged;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.shard.Event.UnitCarted;
import io.tapgrid.domain.shard.Event.UnitHeld;
import io.tapgrid.domain.shard.Event.UnitPaid;
import io.tapgrid.domain.shard.Event.UnitReleased;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows that a run of events comes to: the last state of each row, in key order, and every event as a ledger line.
 */
final class BatchRows {
    private final SortedMap<String, PendingRow<Sale>> sales = new TreeMap<>();
    private final SortedMap<String, PendingRow<Item>> items = new TreeMap<>();
    private final SortedMap<String, PendingRow<StockChange>> stockChanges = new TreeMap<>();
    private final SortedMap<String, PendingRow<Reservation>> reservations = new TreeMap<>();
    private final SortedMap<PurchaseId, PendingRow<Purchase>> purchases = new TreeMap<>();
    private final List<PendingRow<LedgerLine>> ledger = new ArrayList<>();

    /** Takes the rows of one table. */
    interface Visitor {
        <R> void table(Table<R> table, Collection<PendingRow<R>> rows) throws SQLException;
    }

    void add(EventPlace place) {
        Event event = place.logged().event();
        ledger.add(new PendingRow<>(LedgerLine.of(event), place));
        if (event instanceof UnitHeld held) {
            put(held.purchase(), place);
        } else if (event instanceof UnitCarted carted) {
            put(carted.purchase(), place);
        } else if (event instanceof UnitPaid paid) {
            put(paid.purchase(), place);
        } else if (event instanceof UnitReleased released) {
            put(released.purchase(), place);
        } else if (event instanceof ReservationMade made) {
            put(reservations, Tables.RESERVATION, made.reservation(), place);
        } else {
            addTerms(event, place);
        }
    }

    /** What moves between pool and slices is in the ledger alone: MySQL keeps no slices. */
    private void addTerms(Event event, EventPlace place) {
        if (event instanceof SaleChanged changed) {
            put(sales, Tables.SALE, changed.sale(), place);
        } else if (event instanceof ItemChanged changed) {
            put(items, Tables.ITEM, changed.item(), place);
        } else if (event instanceof PoolPlaced placed) {
            StockChange change = new StockChange(
                    placed.saleId(), placed.sku(), StockChange.Kind.PLACED, "", placed.units(), "", place.at());
            put(stockChanges, Tables.STOCK_CHANGE, change, place);
        } else if (event instanceof StockAdjusted adjusted) {
            StockChange change = new StockChange(
                    adjusted.saleId(),
                    adjusted.sku(),
                    StockChange.Kind.ADJUSTED,
                    adjusted.key(),
                    adjusted.delta(),
                    adjusted.reason(),
                    place.at());
            put(stockChanges, Tables.STOCK_CHANGE, change, place);
        }
    }

    private void put(Purchase purchase, EventPlace place) {
        purchases.put(purchase.id(), new PendingRow<>(purchase, place));
    }

    private static <R> void put(SortedMap<String, PendingRow<R>> rows, Table<R> table, R row, EventPlace place) {
        rows.put(table.key().apply(row), new PendingRow<>(row, place));
    }

    /** Tables in a fixed order, each with its rows in key order, so that no two writers wait for each other in a circle. */
    void visit(Visitor visitor) throws SQLException {
        visitor.table(Tables.SALE, sales.values());
        visitor.table(Tables.ITEM, items.values());
        visitor.table(Tables.STOCK_CHANGE, stockChanges.values());
        visitor.table(Tables.RESERVATION, reservations.values());
        visitor.table(Tables.PURCHASE, purchases.values());
        visitor.table(Tables.LEDGER, ledger);
    }
}
