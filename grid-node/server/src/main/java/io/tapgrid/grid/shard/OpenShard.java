package io.tapgrid.grid.shard;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.shard.ShardClock;
import io.tapgrid.domain.shard.ShardState;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.grid.journal.EventCodec;
import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.JournalKey;
import io.tapgrid.gridapi.row.JournalRow;
import io.tapgrid.gridapi.row.PoolKey;
import io.tapgrid.gridapi.row.PurchaseRow;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.row.ShardHeadRow;
import io.tapgrid.gridapi.row.SliceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One shard whose head this transaction holds: its rows as the domain sees them, what happened to them, and its clock. What is recorded goes
 * to the rows and to the journal alike, so neither can be without the other.
 */
public final class OpenShard implements ShardState {
    private final MoneyTransaction transaction;
    private final int number;
    private final ShardHeadRow head;
    private final boolean local;
    private final Instant now;
    private final List<Event> events = new ArrayList<>();
    private final Map<SliceKey, Slice> slices = new HashMap<>();
    private final Map<SliceKey, Slice> slicesWritten = new HashMap<>();
    private final Map<ReservationKey, Optional<Reservation>> reservations = new HashMap<>();
    private final Map<Shopper, List<Purchase>> purchases = new HashMap<>();

    private record Shopper(SaleId saleId, Uid uid) {}

    /** @param local whether this node is the shard's primary */
    OpenShard(MoneyTransaction transaction, int number, ShardHeadRow head, boolean local) {
        this.transaction = transaction;
        this.number = number;
        this.head = head;
        this.local = local;
        this.now = ShardClock.next(head.lastNow.toInstant(), transaction.clockTime());
    }

    public int number() {
        return number;
    }

    /** The shard's time in this transaction, to the microsecond: never before that of an earlier one. */
    public Instant now() {
        return now;
    }

    /** Applies events of reservations, purchases and the slice to this shard's rows, and journals them. */
    public void record(List<Event> happened) {
        for (Event event : happened) {
            Events.apply(event, this);
        }
        events.addAll(happened);
    }

    /** Journals an event of the pool whose shard this is, together with the pool as it is afterwards. */
    public void record(Event happened, Pool after) {
        transaction.put(Caches.POOL, RowMapping.poolKey(number, after.saleId(), after.sku()), RowMapping.row(after));
        events.add(happened);
    }

    /** Journals a change of the terms of a sale whose shard this is. */
    public void record(Sale after) {
        transaction.put(Caches.SALE, after.id().value(), RowMapping.row(after));
        events.add(new Event.SaleChanged(after));
    }

    /** Journals a change of an item of a sale whose shard this is. */
    public void record(Item after) {
        transaction.put(Caches.ITEM, RowMapping.itemKey(after.saleId(), after.sku()), RowMapping.row(after));
        events.add(new Event.ItemChanged(after));
    }

    /** The pool of an item whose pool lies in this shard; empty before it was placed. */
    public Optional<Pool> pool(SaleId saleId, Sku sku) {
        PoolKey key = RowMapping.poolKey(number, saleId, sku);
        return read(Caches.POOL, key).map(row -> RowMapping.pool(key, row));
    }

    private <K extends Comparable<K>, V> Optional<V> read(CacheName<K, V> cache, K key) {
        if (!local) {
            return transaction.get(cache, key);
        }
        Optional<V> row = transaction.peek(cache, key);
        if (row.isEmpty() && !transaction.isPrimary(number)) {
            // Where a shard is just moving away, what is not seen here may be there all the same.
            throw new NotCommittedException(Reason.DEGRADED, "shard " + number + " is moving to another node");
        }
        return row;
    }

    @Override
    public Optional<Sale> sale(SaleId saleId) {
        return transaction.terms().sale(saleId);
    }

    @Override
    public Optional<Item> item(SaleId saleId, Sku sku) {
        return transaction.terms().item(saleId, sku);
    }

    @Override
    public boolean isSoldOut(SaleId saleId, Sku sku) {
        return transaction.terms().isSoldOut(saleId, sku);
    }

    @Override
    public Optional<Reservation> reservation(SaleId saleId, Sku sku, Uid uid) {
        return reservations.computeIfAbsent(
                RowMapping.reservationKey(number, saleId, sku, uid),
                key -> transaction
                        .reservationSeen(key)
                        .or(() -> read(Caches.RESERVATION, key))
                        .map(row -> RowMapping.reservation(key, row)));
    }

    @Override
    public List<Purchase> purchases(SaleId saleId, Uid uid) {
        return List.copyOf(readPurchases(new Shopper(saleId, uid)));
    }

    private List<Purchase> readPurchases(Shopper shopper) {
        return purchases.computeIfAbsent(shopper, it -> {
            List<Purchase> read = new ArrayList<>();
            while (read.size() < Limits.PURCHASES_PER_SHOPPER_MAX) {
                PurchaseId id = new PurchaseId(it.saleId, read.size(), it.uid);
                Optional<PurchaseRow> row = read(Caches.PURCHASE, RowMapping.key(number, id));
                if (row.isEmpty()) {
                    break;
                }
                read.add(RowMapping.purchase(id, row.get()));
            }
            return read;
        });
    }

    @Override
    public Slice slice(SaleId saleId, Sku sku) {
        return slices.computeIfAbsent(
                RowMapping.sliceKey(number, saleId, sku),
                key -> read(Caches.SLICE, key)
                        .map(row -> RowMapping.slice(key, row))
                        .orElseGet(() -> Slice.empty(saleId, sku, number)));
    }

    @Override
    public void put(Reservation reservation) {
        ReservationKey key =
                RowMapping.reservationKey(number, reservation.saleId(), reservation.sku(), reservation.uid());
        reservations.put(key, Optional.of(reservation));
        transaction.put(Caches.RESERVATION, key, RowMapping.row(reservation));
    }

    @Override
    public void put(Purchase purchase) {
        PurchaseId id = purchase.id();
        List<Purchase> all = readPurchases(new Shopper(id.saleId(), id.uid()));
        if (id.no() == all.size()) {
            all.add(purchase);
        } else {
            all.set(id.no(), purchase);
        }
        transaction.put(Caches.PURCHASE, RowMapping.key(number, id), RowMapping.row(purchase));
    }

    @Override
    public void put(Slice slice) {
        SliceKey key = RowMapping.sliceKey(number, slice.saleId(), slice.sku());
        slices.put(key, slice);
        slicesWritten.put(key, slice);
    }

    /** Slices as they are now, where they were changed. */
    Stream<Slice> slicesWritten() {
        return slicesWritten.values().stream();
    }

    boolean hasEvents() {
        return !events.isEmpty();
    }

    /** Hands slices, journal entry and head to the transaction. A head without events is written back as it was. */
    void flush() {
        if (events.isEmpty()) {
            transaction.put(Caches.SHARD_HEAD, number, head);
            return;
        }
        slicesWritten.forEach((key, slice) -> transaction.put(Caches.SLICE, key, RowMapping.row(slice)));
        transaction.put(
                Caches.JOURNAL, new JournalKey(number, head.nextSeq), new JournalRow(EventCodec.encode(now, events)));
        transaction.put(Caches.SHARD_HEAD, number, new ShardHeadRow(head.nextSeq + 1, RowMapping.time(now)));
    }
}
