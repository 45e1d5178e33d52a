package io.tapgrid.load.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A purchase as its owner is shown it. What is not shown is empty.
 *
 * @param holdExpiresAt the epoch when not shown
 */
public record PurchaseView(
        String purchaseId,
        String saleId,
        String sku,
        String state,
        String releaseReason,
        Instant holdExpiresAt,
        String token) {

    public static PurchaseView of(Reply reply) {
        return of(reply.body());
    }

    /** The first page of a list. */
    public static List<PurchaseView> listOf(Reply reply) {
        var purchases = new ArrayList<PurchaseView>();
        for (JsonNode item : reply.body().path("items")) {
            purchases.add(of(item));
        }
        return purchases;
    }

    public boolean released() {
        return state.equals("RELEASED");
    }

    private static PurchaseView of(JsonNode node) {
        return new PurchaseView(
                node.path("purchaseId").asText(""),
                node.path("saleId").asText(""),
                node.path("sku").asText(""),
                node.path("state").asText(""),
                node.path("releaseReason").asText(""),
                time(node.path("holdExpiresAt").asText("")),
                node.path("token").asText(""));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
