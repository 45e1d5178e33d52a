package io.tapgrid.jmh;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.ShardState;
import io.tapgrid.domain.stock.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of one shard in maps: as cheap as rows can be, so that what is measured is the decision. */
final class ShardInMemory implements ShardState {

    private static final long UNITS = 1_000;

    private final Map<Uid, Reservation> reservations = new HashMap<>();
    private final Map<Uid, List<Purchase>> purchases = new HashMap<>();
    private Slice slice = full();

    /** @param reserved so many shoppers of {@link Rush#uid}, from the first */
    ShardInMemory(int reserved) {
        for (int i = 0; i < reserved; i++) {
            put(new Reservation(Rush.SALE.id(), Rush.ITEM.sku(), Rush.uid(i), Rush.NOW, Reservation.Source.IMPORT));
        }
    }

    /** As before the first grab. */
    void forgetPurchases() {
        purchases.clear();
        slice = full();
    }

    private static Slice full() {
        return Slice.empty(Rush.SALE.id(), Rush.ITEM.sku(), Rush.SHARD).receive(UNITS);
    }

    @Override
    public Optional<Sale> sale(SaleId saleId) {
        return Optional.of(Rush.SALE);
    }

    @Override
    public Optional<Item> item(SaleId saleId, Sku sku) {
        return Optional.of(Rush.ITEM);
    }

    @Override
    public Optional<Reservation> reservation(SaleId saleId, Sku sku, Uid uid) {
        return Optional.ofNullable(reservations.get(uid));
    }

    @Override
    public List<Purchase> purchases(SaleId saleId, Uid uid) {
        return purchases.getOrDefault(uid, List.of());
    }

    @Override
    public Slice slice(SaleId saleId, Sku sku) {
        return slice;
    }

    @Override
    public boolean isSoldOut(SaleId saleId, Sku sku) {
        return false;
    }

    @Override
    public void put(Reservation reservation) {
        reservations.put(reservation.uid(), reservation);
    }

    @Override
    public void put(Purchase purchase) {
        purchases.put(purchase.id().uid(), List.of(purchase));
    }

    @Override
    public void put(Slice next) {
        slice = next;
    }
}
