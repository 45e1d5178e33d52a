package io.tapgrid.testkit;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.ShardState;
import io.tapgrid.domain.stock.Slice;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** The rows of one shard in maps. Guarded by the lock of its {@link MemoryRows}. */
final class MemoryShard implements ShardState {
    private record ItemId(SaleId saleId, Sku sku) {}

    private record Shopper(SaleId saleId, Uid uid) {}

    private record ReservationId(SaleId saleId, Sku sku, Uid uid) {}

    private final int number;
    private final MemoryRows rows;
    private final Map<ReservationId, Reservation> reservations = new HashMap<>();
    private final Map<Shopper, TreeMap<Integer, Purchase>> purchases = new HashMap<>();
    private final Map<ItemId, Slice> slices = new HashMap<>();
    private final PriorityQueue<Purchase> byDeadline =
            new PriorityQueue<>(Comparator.comparing(it -> it.deadline().orElseThrow()));

    MemoryShard(int number, MemoryRows rows) {
        this.number = number;
        this.rows = rows;
    }

    @Override
    public Optional<Sale> sale(SaleId saleId) {
        return rows.sale(saleId);
    }

    @Override
    public Optional<Item> item(SaleId saleId, Sku sku) {
        return rows.item(saleId, sku);
    }

    @Override
    public Optional<Reservation> reservation(SaleId saleId, Sku sku, Uid uid) {
        return Optional.ofNullable(reservations.get(new ReservationId(saleId, sku, uid)));
    }

    @Override
    public List<Purchase> purchases(SaleId saleId, Uid uid) {
        return List.copyOf(purchases
                .getOrDefault(new Shopper(saleId, uid), new TreeMap<>())
                .values());
    }

    @Override
    public Slice slice(SaleId saleId, Sku sku) {
        return slices.getOrDefault(new ItemId(saleId, sku), Slice.empty(saleId, sku, number));
    }

    @Override
    public boolean isSoldOut(SaleId saleId, Sku sku) {
        return rows.pool(saleId, sku).isSoldOut();
    }

    @Override
    public void put(Reservation it) {
        reservations.put(new ReservationId(it.saleId(), it.sku(), it.uid()), it);
    }

    @Override
    public void put(Purchase it) {
        PurchaseId id = it.id();
        purchases
                .computeIfAbsent(new Shopper(id.saleId(), id.uid()), shopper -> new TreeMap<>())
                .put(id.no(), it);
        if (it.deadline().isPresent()) {
            byDeadline.add(it);
        }
    }

    @Override
    public void put(Slice it) {
        slices.put(new ItemId(it.saleId(), it.sku()), it);
    }

    int number() {
        return number;
    }

    Collection<Slice> slices() {
        return List.copyOf(slices.values());
    }

    Collection<Purchase> purchases() {
        return purchases.values().stream().flatMap(it -> it.values().stream()).toList();
    }

    /** Purchases by deadline as they were when put there; some have moved on since. */
    PriorityQueue<Purchase> byDeadline() {
        return byDeadline;
    }
}
