package io.tapgrid.gridapi.wire;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.purchase.Reservation;
import org.jspecify.annotations.Nullable;

/** Purchases and reservations, field by field. Enums go by their position: both ends are of one release. */
final class PurchaseCodec {
    private static final PurchaseState[] STATES = PurchaseState.values();
    private static final ReleaseReason[] RELEASE_REASONS = ReleaseReason.values();
    private static final Reservation.Source[] SOURCES = Reservation.Source.values();
    private static final int NO_REASON = -1;

    private PurchaseCodec() {}

    static void writeId(WireWriter out, PurchaseId id) {
        out.putText(id.saleId().value());
        out.putNumber(id.no());
        out.putText(id.uid().value());
    }

    static PurchaseId readId(WireReader in) {
        return new PurchaseId(new SaleId(in.getText()), in.getInt(), new Uid(in.getText()));
    }

    static void writePayment(WireWriter out, Payment payment) {
        out.putText(payment.paymentId());
        out.putNumber(payment.amountMinor());
        out.putText(payment.currency());
    }

    static Payment readPayment(WireReader in) {
        return new Payment(in.getText(), in.getNumber(), in.getText());
    }

    static void write(WireWriter out, Purchase purchase) {
        writeId(out, purchase.id());
        out.putText(purchase.sku().value());
        out.putConstant(purchase.state());
        ReleaseReason reason = purchase.releaseReason();
        if (reason == null) {
            out.putByte(NO_REASON);
        } else {
            out.putConstant(reason);
        }
        CommandCodec.key(out, purchase.requestKey());
        CommandCodec.key(out, purchase.cartKey());
        CommandCodec.key(out, purchase.cancelKey());
        out.putNumber(purchase.version());
        out.putTime(purchase.decidedAt());
        out.putTime(purchase.holdExpiresAt());
        out.putTimeOrNull(purchase.payBy());
        out.putTime(purchase.changedAt());
        Payment payment = purchase.payment();
        out.putFlag(payment != null);
        if (payment != null) {
            writePayment(out, payment);
        }
    }

    static Purchase read(WireReader in) {
        return new Purchase(
                readId(in),
                new Sku(in.getText()),
                STATES[in.getByte()],
                releaseReason(in.getByte()),
                CommandCodec.key(in),
                CommandCodec.key(in),
                CommandCodec.key(in),
                in.getInt(),
                in.getTime(),
                in.getTime(),
                in.getTimeOrNull(),
                in.getTime(),
                in.getFlag() ? readPayment(in) : null);
    }

    private static @Nullable ReleaseReason releaseReason(int code) {
        return code == NO_REASON ? null : RELEASE_REASONS[code];
    }

    static void write(WireWriter out, Reservation reservation) {
        out.putText(reservation.saleId().value());
        out.putText(reservation.sku().value());
        out.putText(reservation.uid().value());
        out.putTime(reservation.reservedAt());
        out.putConstant(reservation.source());
    }

    static Reservation readReservation(WireReader in) {
        return new Reservation(
                new SaleId(in.getText()),
                new Sku(in.getText()),
                new Uid(in.getText()),
                in.getTime(),
                SOURCES[in.getByte()]);
    }
}
