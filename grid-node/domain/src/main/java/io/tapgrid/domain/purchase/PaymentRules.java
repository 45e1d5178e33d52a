package io.tapgrid.domain.purchase;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.sale.Item;
import java.util.Optional;

/**
 * What the shop may report about a purchase that the clock has already had its way with (an overdue one comes here
 * RELEASED). A repeat is recognised by its {@code paymentId}.
 */
public final class PaymentRules {
    private PaymentRules() {}

    /** Why this payment cannot be taken, if so: the unit must be CARTED, or PAID with this very payment. */
    public static Optional<Reason> whyNotPay(Purchase purchase, Payment payment) {
        boolean possible = purchase.state() == PurchaseState.CARTED
                || (purchase.state() == PurchaseState.PAID && isOf(purchase, payment));
        return possible ? Optional.empty() : Optional.of(Reason.WRONG_STATE);
    }

    /** Why this payment cannot be given back, if so: the unit must be PAID with it, or refunded already. */
    public static Optional<Reason> whyNotRefund(Purchase purchase, Payment payment) {
        boolean possible = purchase.state() == PurchaseState.PAID || isRefunded(purchase);
        return possible && isOf(purchase, payment) ? Optional.empty() : Optional.of(Reason.WRONG_STATE);
    }

    public static boolean isRefunded(Purchase purchase) {
        return purchase.releaseReason() == ReleaseReason.REFUNDED;
    }

    /** The field in which a payment differs from the item's price, if any, in the words of the contract. */
    public static Optional<String> fieldOffPrice(Payment payment, Item item) {
        if (payment.amountMinor() != item.priceMinor()) {
            return Optional.of("amountMinor");
        }
        return payment.currency().equals(item.currency()) ? Optional.empty() : Optional.of("currency");
    }

    private static boolean isOf(Purchase purchase, Payment payment) {
        Payment known = purchase.payment();
        return known != null && known.paymentId().equals(payment.paymentId());
    }
}
