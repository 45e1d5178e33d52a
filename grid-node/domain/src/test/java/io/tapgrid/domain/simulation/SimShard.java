package io.tapgrid.domain.simulation;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.ShardState;
import io.tapgrid.domain.stock.Slice;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The committed rows of one shard, what it knows of the sale, and the work that waits for it. */
final class SimShard implements ShardState {
    private record ReservationId(Sku sku, Uid uid) {}

    final int number;
    final List<Event> journal = new ArrayList<>();
    final ArrayDeque<SimJob> queue = new ArrayDeque<>();
    final List<SimJob> parked = new ArrayList<>();
    int node;
    Instant lastNow = Instant.EPOCH;

    /** The sale as this shard has last applied it, and the items; one sale a history. */
    private Sale sale;

    private final Map<Sku, Item> items;
    private final Map<ReservationId, Reservation> reservations = new HashMap<>();
    private final Map<Uid, List<Purchase>> purchases = new HashMap<>();
    private final Map<Sku, Slice> slices = new HashMap<>();
    private final Map<Sku, Boolean> soldOut = new HashMap<>();

    SimShard(int number, Sale sale, Map<Sku, Item> items) {
        this.number = number;
        this.sale = sale;
        this.items = items;
    }

    Sale sale() {
        return sale;
    }

    /** The sale's command has come up in this shard's order; an older one that comes late changes nothing. */
    void apply(Sale next) {
        sale = next.version() > sale.version() ? next : sale;
    }

    /** The item's flag has reached this shard. */
    void flag(Sku sku, boolean isSoldOut) {
        soldOut.put(sku, isSoldOut);
    }

    @Override
    public Optional<Sale> sale(SaleId saleId) {
        return saleId.equals(sale.id()) ? Optional.of(sale) : Optional.empty();
    }

    @Override
    public Optional<Item> item(SaleId saleId, Sku sku) {
        return saleId.equals(sale.id()) ? Optional.ofNullable(items.get(sku)) : Optional.empty();
    }

    @Override
    public Optional<Reservation> reservation(SaleId saleId, Sku sku, Uid uid) {
        return Optional.ofNullable(reservations.get(new ReservationId(sku, uid)));
    }

    @Override
    public List<Purchase> purchases(SaleId saleId, Uid uid) {
        return List.copyOf(purchases.getOrDefault(uid, List.of()));
    }

    @Override
    public Slice slice(SaleId saleId, Sku sku) {
        return slices.getOrDefault(sku, Slice.empty(saleId, sku, number));
    }

    @Override
    public boolean isSoldOut(SaleId saleId, Sku sku) {
        return soldOut.getOrDefault(sku, false);
    }

    @Override
    public void put(Reservation it) {
        reservations.put(new ReservationId(it.sku(), it.uid()), it);
    }

    @Override
    public void put(Purchase it) {
        List<Purchase> mine = purchases.computeIfAbsent(it.id().uid(), uid -> new ArrayList<>());
        if (it.id().no() < mine.size()) {
            mine.set(it.id().no(), it);
        } else {
            mine.add(it);
        }
    }

    @Override
    public void put(Slice it) {
        slices.put(it.sku(), it);
    }

    List<Purchase> purchases() {
        return purchases.values().stream().flatMap(List::stream).toList();
    }

    /** All rows as text, to compare a shard with its replay. */
    String rows() {
        return new java.util.TreeMap<>(purchases).toString()
                + new java.util.TreeMap<>(slices)
                + new java.util.TreeSet<>(reservations.values().stream()
                        .map(Reservation::toString)
                        .toList());
    }
}
