package io.tapgrid.domain.purchase;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.Sku;
import java.util.List;
import java.util.Optional;

/**
 * The one effect a request key has had: it won, carted or cancelled this purchase. A key names one wish for good, so
 * any other request that comes with it is refused.
 */
public record KeyEffect(Kind kind, Purchase purchase) {
    /** What the request did. */
    public enum Kind {
        WON,
        CARTED,
        CANCELLED
    }

    /** {@code mine} are all of the shopper's purchases in the sale, released ones included. */
    public static Optional<KeyEffect> of(RequestKey key, List<Purchase> mine) {
        for (Purchase purchase : mine) {
            if (key.equals(purchase.requestKey())) {
                return Optional.of(new KeyEffect(Kind.WON, purchase));
            }
            if (key.equals(purchase.cartKey())) {
                return Optional.of(new KeyEffect(Kind.CARTED, purchase));
            }
            if (key.equals(purchase.cancelKey())) {
                return Optional.of(new KeyEffect(Kind.CANCELLED, purchase));
            }
        }
        return Optional.empty();
    }

    /** Whether a grab of this item repeats the request that had the effect. */
    public boolean isGrabOf(Sku sku) {
        return kind == Kind.WON && purchase.sku().equals(sku);
    }

    /** Whether a request of this kind about this purchase repeats the one that had the effect. */
    public boolean is(Kind other, PurchaseId id) {
        return kind == other && purchase.id().equals(id);
    }
}
