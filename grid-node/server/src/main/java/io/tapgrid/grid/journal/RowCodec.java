package io.tapgrid.grid.journal;

import io.tapgrid.domain.Limits;
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
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that events carry, as bytes. A constant's code is its place in a list here, not its ordinal, so that the
 * enums may be put in another order; the lists only ever grow at their end.
 */
final class RowCodec {
    static final List<PurchaseState> PURCHASE_STATES =
            List.of(PurchaseState.HELD, PurchaseState.CARTED, PurchaseState.PAID, PurchaseState.RELEASED);
    static final List<ReleaseReason> RELEASE_REASONS =
            List.of(ReleaseReason.EXPIRED, ReleaseReason.CANCELLED, ReleaseReason.REFUNDED, ReleaseReason.VOIDED);
    static final List<Reservation.Source> SOURCES = List.of(Reservation.Source.SHOPPER, Reservation.Source.IMPORT);
    static final List<Rule.Kind> RULES =
            List.of(Rule.Kind.UNLIMITED, Rule.Kind.ONE_ITEM_PER_SALE, Rule.Kind.ONE_PER_ITEM, Rule.Kind.PER_ITEM);
    static final List<SaleState> SALE_STATES = List.of(
            SaleState.DRAFT,
            SaleState.SCHEDULED,
            SaleState.WARMING,
            SaleState.READY,
            SaleState.OPEN,
            SaleState.SOLD_OUT,
            SaleState.PAUSED,
            SaleState.CLOSED);

    private static final int GRAB_KEY = 1;
    private static final int CART_KEY = 2;
    private static final int CANCEL_KEY = 4;

    private RowCodec() {}

    static void writeReservation(JournalWriter out, Reservation row) {
        out.writeText(row.saleId().value());
        out.writeText(row.sku().value());
        out.writeText(row.uid().value());
        out.writeTime(row.reservedAt());
        out.writeCode(SOURCES, row.source());
    }

    static Reservation readReservation(JournalReader in) {
        return new Reservation(
                readSaleId(in), readSku(in), new Uid(in.readText()), in.readTime(), in.readCode(SOURCES));
    }

    static void writePurchase(JournalWriter out, Purchase row) {
        out.writeText(row.id().saleId().value());
        out.writeUnsigned(row.id().no());
        out.writeText(row.id().uid().value());
        out.writeText(row.sku().value());
        out.writeCode(PURCHASE_STATES, row.state());
        out.writeOptional(row.releaseReason(), (o, reason) -> o.writeCode(RELEASE_REASONS, reason));
        writeKeys(out, row);
        out.writeUnsigned(row.version());
        out.writeTime(row.decidedAt());
        out.writeTime(row.holdExpiresAt());
        out.writeOptional(row.payBy(), JournalWriter::writeTime);
        out.writeTime(row.changedAt());
        out.writeOptional(row.payment(), RowCodec::writePayment);
    }

    static Purchase readPurchase(JournalReader in) {
        PurchaseId id = new PurchaseId(
                readSaleId(in), in.readInt(0, Limits.PURCHASES_PER_SHOPPER_MAX - 1), new Uid(in.readText()));
        Sku sku = readSku(in);
        PurchaseState state = in.readCode(PURCHASE_STATES);
        ReleaseReason reason = in.readOptional(i -> i.readCode(RELEASE_REASONS));
        int keys = in.readInt(0, GRAB_KEY | CART_KEY | CANCEL_KEY);
        return new Purchase(
                id,
                sku,
                state,
                reason,
                readKey(in, keys & GRAB_KEY),
                readKey(in, keys & CART_KEY),
                readKey(in, keys & CANCEL_KEY),
                in.readInt(1, Integer.MAX_VALUE),
                in.readTime(),
                in.readTime(),
                in.readOptional(JournalReader::readTime),
                in.readTime(),
                in.readOptional(RowCodec::readPayment));
    }

    /** One byte says which of the three there are: a win has but its own, so the other two cost nothing. */
    private static void writeKeys(JournalWriter out, Purchase row) {
        out.writeByte((row.requestKey() == null ? 0 : GRAB_KEY)
                | (row.cartKey() == null ? 0 : CART_KEY)
                | (row.cancelKey() == null ? 0 : CANCEL_KEY));
        writeKey(out, row.requestKey());
        writeKey(out, row.cartKey());
        writeKey(out, row.cancelKey());
    }

    private static void writeKey(JournalWriter out, @Nullable RequestKey key) {
        if (key != null) {
            out.writeText(key.value());
        }
    }

    private static @Nullable RequestKey readKey(JournalReader in, int bit) {
        return bit == 0 ? null : new RequestKey(in.readText());
    }

    private static void writePayment(JournalWriter out, Payment payment) {
        out.writeText(payment.paymentId());
        out.writeUnsigned(payment.amountMinor());
        out.writeText(payment.currency());
    }

    private static Payment readPayment(JournalReader in) {
        return new Payment(in.readText(), in.readUnsigned(), in.readText());
    }

    static void writeSale(JournalWriter out, Sale row) {
        out.writeText(row.id().value());
        out.writeTexts(row.names());
        out.writeTime(row.opensAt());
        out.writeTime(row.closesAt());
        out.writeBoolean(row.reservationRequired());
        out.writeCode(RULES, row.rule().kind());
        out.writeUnsigned(row.rule().units());
        out.writeUnsigned(row.holdFor().toMillis());
        out.writeUnsigned(row.payFor().toMillis());
        out.writeCode(SALE_STATES, row.state());
        out.writeUnsigned(row.version());
    }

    static Sale readSale(JournalReader in) {
        return new Sale(
                readSaleId(in),
                in.readTexts(),
                in.readTime(),
                in.readTime(),
                in.readBoolean(),
                new Rule(in.readCode(RULES), in.readInt(1, Limits.PURCHASES_PER_SHOPPER_MAX)),
                Duration.ofMillis(in.readUnsigned()),
                Duration.ofMillis(in.readUnsigned()),
                in.readCode(SALE_STATES),
                in.readUnsigned());
    }

    static void writeItem(JournalWriter out, Item row) {
        out.writeText(row.saleId().value());
        out.writeText(row.sku().value());
        out.writeUnsigned(row.position());
        out.writeTexts(row.names());
        out.writeUnsigned(row.priceMinor());
        out.writeText(row.currency());
        out.writeUnsigned(row.stock());
        out.writeUnsigned(row.version());
    }

    static Item readItem(JournalReader in) {
        return new Item(
                readSaleId(in),
                readSku(in),
                in.readInt(0, Limits.ITEMS_PER_SALE_MAX),
                in.readTexts(),
                in.readUnsigned(),
                in.readText(),
                in.readUnsigned(),
                in.readUnsigned());
    }

    static SaleId readSaleId(JournalReader in) {
        return new SaleId(in.readText());
    }

    static Sku readSku(JournalReader in) {
        return new Sku(in.readText());
    }
}
