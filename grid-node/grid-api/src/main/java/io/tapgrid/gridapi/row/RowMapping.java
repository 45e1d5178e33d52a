package io.tapgrid.gridapi.row;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.ShardSet;
import io.tapgrid.domain.stock.Slice;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The two directions between rows and what the domain knows. What a row holds was checked when it was made, so reading trusts it. */
public final class RowMapping {
    private RowMapping() {}

    public static PurchaseKey key(int shard, PurchaseId id) {
        return new PurchaseKey(shard, id.value());
    }

    public static PurchaseRow row(Purchase purchase) {
        Payment payment = purchase.payment();
        ReleaseReason reason = purchase.releaseReason();
        return new PurchaseRow(
                purchase.id().saleId().value(),
                purchase.id().uid().value(),
                purchase.sku().value(),
                purchase.state().name(),
                reason == null ? null : reason.name(),
                textOrNull(purchase.requestKey()),
                textOrNull(purchase.cartKey()),
                textOrNull(purchase.cancelKey()),
                purchase.version(),
                time(purchase.decidedAt()),
                time(purchase.holdExpiresAt()),
                timeOrNull(purchase.payBy()),
                time(purchase.changedAt()),
                timeOrNull(purchase.deadline().orElse(null)),
                payment == null ? null : payment.paymentId(),
                payment == null ? null : payment.amountMinor(),
                payment == null ? null : payment.currency());
    }

    public static Purchase purchase(PurchaseId id, PurchaseRow row) {
        return new Purchase(
                id,
                new Sku(row.sku),
                PurchaseState.valueOf(row.state),
                row.releaseReason == null ? null : ReleaseReason.valueOf(row.releaseReason),
                keyOrNull(row.requestKey),
                keyOrNull(row.cartKey),
                keyOrNull(row.cancelKey),
                row.version,
                row.decidedAt.toInstant(),
                row.holdExpiresAt.toInstant(),
                instantOrNull(row.payBy),
                row.changedAt.toInstant(),
                payment(row));
    }

    private static @Nullable String textOrNull(@Nullable RequestKey key) {
        return key == null ? null : key.value();
    }

    private static @Nullable RequestKey keyOrNull(@Nullable String text) {
        return text == null ? null : new RequestKey(text);
    }

    private static @Nullable Payment payment(PurchaseRow row) {
        if (row.paymentId == null || row.amountMinor == null || row.currency == null) {
            return null;
        }
        return new Payment(row.paymentId, row.amountMinor, row.currency);
    }

    public static ReservationKey reservationKey(int shard, SaleId saleId, Sku sku, Uid uid) {
        return new ReservationKey(shard, saleId.value(), sku.value(), uid.value());
    }

    public static ReservationRow row(Reservation reservation) {
        return new ReservationRow(
                time(reservation.reservedAt()), reservation.source().name());
    }

    public static Reservation reservation(ReservationKey key, ReservationRow row) {
        return new Reservation(
                new SaleId(key.saleId),
                new Sku(key.sku),
                new Uid(key.uid),
                row.reservedAt.toInstant(),
                Reservation.Source.valueOf(row.source));
    }

    public static SliceKey sliceKey(int shard, SaleId saleId, Sku sku) {
        return new SliceKey(shard, saleId.value(), sku.value());
    }

    public static SliceRow row(Slice slice) {
        return new SliceRow(
                slice.available(), slice.held(), slice.sold(), slice.received(), slice.returned(), slice.marked());
    }

    public static Slice slice(SliceKey key, SliceRow row) {
        return new Slice(
                new SaleId(key.saleId),
                new Sku(key.sku),
                key.shard,
                row.available,
                row.held,
                row.sold,
                row.received,
                row.returned,
                row.marked);
    }

    public static PoolKey poolKey(int shard, SaleId saleId, Sku sku) {
        return new PoolKey(shard, saleId.value(), sku.value());
    }

    public static PoolRow row(Pool pool) {
        return new PoolRow(
                pool.initial(),
                pool.added(),
                pool.withdrawn(),
                pool.available(),
                pool.granted(),
                pool.takenBack(),
                pool.marked().toWords(),
                pool.version());
    }

    public static Pool pool(PoolKey key, PoolRow row) {
        return new Pool(
                new SaleId(key.saleId),
                new Sku(key.sku),
                row.initial,
                row.added,
                row.withdrawn,
                row.available,
                row.granted,
                row.takenBack,
                ShardSet.of(row.marked),
                row.version);
    }

    public static SaleRow row(Sale sale) {
        return new SaleRow(
                new TreeMap<>(sale.names()),
                time(sale.opensAt()),
                time(sale.closesAt()),
                sale.reservationRequired(),
                sale.rule().text(),
                sale.holdFor().toMillis(),
                sale.payFor().toMillis(),
                sale.state().name(),
                sale.version());
    }

    public static Sale sale(String saleId, SaleRow row) {
        return new Sale(
                new SaleId(saleId),
                row.names,
                row.opensAt.toInstant(),
                row.closesAt.toInstant(),
                row.reservationRequired,
                Rule.parse(row.rule),
                Duration.ofMillis(row.holdForMillis),
                Duration.ofMillis(row.payForMillis),
                SaleState.valueOf(row.state),
                row.version);
    }

    public static ItemKey itemKey(SaleId saleId, Sku sku) {
        return new ItemKey(saleId.value(), sku.value());
    }

    public static ItemRow row(Item item) {
        return new ItemRow(
                item.position(),
                new TreeMap<>(item.names()),
                item.priceMinor(),
                item.currency(),
                item.stock(),
                item.version());
    }

    public static Item item(ItemKey key, ItemRow row) {
        return new Item(
                new SaleId(key.saleId),
                new Sku(key.sku),
                row.position,
                row.names,
                row.priceMinor,
                row.currency,
                row.stock,
                row.version);
    }

    public static Timestamp time(Instant instant) {
        return Timestamp.from(instant);
    }

    private static @Nullable Timestamp timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    private static @Nullable Instant instantOrNull(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
