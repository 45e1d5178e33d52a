package io.tapgrid.web.purchase;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.web.token.Seal;
import io.tapgrid.web.token.TokenSecret;
import jakarta.inject.Singleton;

/** The token that comes with a win and is wanted for the cart: a seal on the purchase id, stored nowhere. */
@Singleton
final class PurchaseTokens {
    private final Seal seal;

    PurchaseTokens(TokenSecret secret) {
        this.seal = secret.sealFor("purchase");
    }

    String of(PurchaseId id) {
        return seal.of(id.value());
    }

    boolean isFor(PurchaseId id, String token) {
        return seal.isOn(id.value(), token);
    }
}
