package io.tapgrid.domain.purchase;

import io.tapgrid.domain.Reason;
import java.util.Optional;

/**
 * How a shopper may move a purchase that the clock has already had its way with (an overdue one comes here RELEASED).
 */
public final class CartRules {
    private CartRules() {}

    /** Why it cannot be in the cart, if so. One that is there already may be put there again. */
    public static Optional<Reason> whyNotCart(Purchase purchase) {
        return switch (purchase.state()) {
            case HELD, CARTED -> Optional.empty();
            case PAID -> Optional.of(Reason.WRONG_STATE);
            case RELEASED ->
                Optional.of(
                        purchase.releaseReason() == ReleaseReason.EXPIRED ? Reason.HOLD_EXPIRED : Reason.WRONG_STATE);
        };
    }

    /** Why it cannot be given back, if so. One that is back already, for whatever reason, is what was asked for. */
    public static Optional<Reason> whyNotCancel(Purchase purchase) {
        return purchase.state() == PurchaseState.PAID ? Optional.of(Reason.WRONG_STATE) : Optional.empty();
    }
}
