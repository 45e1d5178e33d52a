package io.tapgrid.domain.simulation;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.shard.ShardState;
import io.tapgrid.domain.stock.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An open transaction on one shard: sees its own writes, which reach the shard with {@link #commit} or not at all. */
final class SimBatch implements ShardState {
    private final SimShard shard;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Reservation> reservations = new HashMap<>();
    private final Map<Uid, List<Purchase>> purchases = new HashMap<>();
    private final Map<Sku, Slice> slices = new HashMap<>();

    SimBatch(SimShard shard) {
        this.shard = shard;
    }

    void record(List<Event> happened) {
        happened.forEach(it -> Events.apply(it, this));
        events.addAll(happened);
    }

    void commit() {
        reservations.values().forEach(shard::put);
        purchases.values().forEach(mine -> mine.forEach(shard::put));
        slices.values().forEach(shard::put);
        shard.journal.addAll(events);
    }

    @Override
    public Optional<Sale> sale(SaleId saleId) {
        return shard.sale(saleId);
    }

    @Override
    public Optional<Item> item(SaleId saleId, Sku sku) {
        return shard.item(saleId, sku);
    }

    @Override
    public Optional<Reservation> reservation(SaleId saleId, Sku sku, Uid uid) {
        return Optional.ofNullable(reservations.get(sku + "/" + uid)).or(() -> shard.reservation(saleId, sku, uid));
    }

    @Override
    public List<Purchase> purchases(SaleId saleId, Uid uid) {
        List<Purchase> mine = purchases.get(uid);
        return mine == null ? shard.purchases(saleId, uid) : List.copyOf(mine);
    }

    @Override
    public Slice slice(SaleId saleId, Sku sku) {
        Slice slice = slices.get(sku);
        return slice == null ? shard.slice(saleId, sku) : slice;
    }

    @Override
    public boolean isSoldOut(SaleId saleId, Sku sku) {
        return shard.isSoldOut(saleId, sku);
    }

    @Override
    public void put(Reservation it) {
        reservations.put(it.sku() + "/" + it.uid(), it);
    }

    @Override
    public void put(Purchase it) {
        List<Purchase> mine =
                new ArrayList<>(purchases(it.id().saleId(), it.id().uid()));
        if (it.id().no() < mine.size()) {
            mine.set(it.id().no(), it);
        } else {
            mine.add(it);
        }
        purchases.put(it.id().uid(), mine);
    }

    @Override
    public void put(Slice it) {
        slices.put(it.sku(), it);
    }
}
