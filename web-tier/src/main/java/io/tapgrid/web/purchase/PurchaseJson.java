package io.tapgrid.web.purchase;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.web.http.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A purchase as the shopper sees it. */
@Singleton
final class PurchaseJson {
    private final PurchaseTokens tokens;

    PurchaseJson(PurchaseTokens tokens) {
        this.tokens = tokens;
    }

    /** The answer to a grab that won, now or before. */
    byte[] won(Purchase purchase) {
        return Json.object(out -> {
            out.writeStringField("outcome", "WON");
            out.writeStringField("purchaseId", purchase.id().value());
            out.writeStringField("token", tokens.of(purchase.id()));
            writeState(out, purchase);
        });
    }

    byte[] one(Purchase purchase) {
        return Json.object(out -> write(out, purchase));
    }

    byte[] list(List<Purchase> purchases, Optional<String> next) {
        return Json.object(out -> {
            out.writeArrayFieldStart("items");
            for (Purchase purchase : purchases) {
                out.writeStartObject();
                write(out, purchase);
                out.writeEndObject();
            }
            out.writeEndArray();
            if (next.isPresent()) {
                out.writeStringField("next", next.get());
            }
        });
    }

    /** The answer to a cart or a cancellation. */
    byte[] moved(Purchase purchase) {
        return Json.object(out -> {
            out.writeStringField("purchaseId", purchase.id().value());
            writeState(out, purchase);
        });
    }

    private void write(JsonGenerator out, Purchase purchase) throws IOException {
        out.writeStringField("purchaseId", purchase.id().value());
        out.writeStringField("saleId", purchase.id().saleId().value());
        out.writeStringField("sku", purchase.sku().value());
        Json.time(out, "decidedAt", purchase.decidedAt());
        writeState(out, purchase);
        if (purchase.state().isHeldInSlice()) {
            out.writeStringField("token", tokens.of(purchase.id()));
        }
    }

    private static void writeState(JsonGenerator out, Purchase purchase) throws IOException {
        out.writeStringField("state", purchase.state().name());
        ReleaseReason released = purchase.releaseReason();
        if (released != null) {
            out.writeStringField("releaseReason", released.name());
        }
        Json.time(out, "holdExpiresAt", purchase.holdExpiresAt());
        Instant payBy = purchase.payBy();
        if (payBy != null) {
            Json.time(out, "payBy", payBy);
        }
    }
}
