package io.tapgrid.web.sale;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.web.admission.Boards;
import io.tapgrid.web.http.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of the newest board, rendered when its version changes. Callable from any thread. */
@Singleton
final class SalePages {
    private final Boards boards;
    private volatile Rendered rendered = new Rendered(-1, Page.of(new byte[0]), Map.of());

    private record Rendered(long version, Page list, Map<SaleId, Page> sales) {}

    SalePages(Boards boards) {
        this.boards = boards;
    }

    Page list() {
        return current().list();
    }

    Optional<Page> sale(SaleId saleId) {
        return Optional.ofNullable(current().sales().get(saleId));
    }

    private Rendered current() {
        Board board = boards.newest();
        Rendered now = rendered;
        if (now.version() != board.version()) {
            now = render(board);
            rendered = now;
        }
        return now;
    }

    private static Rendered render(Board board) {
        List<SaleCard> shown = board.sales().stream()
                .filter(card -> card.sale().state() != SaleState.DRAFT)
                .toList();
        Map<SaleId, Page> sales = new HashMap<>();
        for (SaleCard card : shown) {
            sales.put(card.sale().id(), Page.of(Json.object(out -> write(out, card))));
        }
        byte[] list = Json.object(out -> {
            out.writeArrayFieldStart("items");
            for (SaleCard card : shown) {
                out.writeStartObject();
                write(out, card);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
        return new Rendered(board.version(), Page.of(list), sales);
    }

    private static void write(JsonGenerator out, SaleCard card) throws IOException {
        Sale sale = card.sale();
        out.writeStringField("id", sale.id().value());
        Json.names(out, "name", sale.names());
        out.writeStringField("state", sale.state().name());
        Json.time(out, "opensAt", sale.opensAt());
        Json.time(out, "closesAt", sale.closesAt());
        out.writeStringField("serverTime", Page.GAP);
        write(out, sale.rule());
        out.writeStringField("reservation", sale.reservationRequired() ? "required" : "none");
        out.writeArrayFieldStart("items");
        for (ItemCard item : card.items()) {
            write(out, item);
        }
        out.writeEndArray();
    }

    /** As an operator writes it: a word, or {@code {"perItem":3}}. */
    private static void write(JsonGenerator out, Rule rule) throws IOException {
        if (rule.kind() == Rule.Kind.PER_ITEM) {
            out.writeObjectFieldStart("rule");
            out.writeNumberField("perItem", rule.units());
            out.writeEndObject();
        } else {
            out.writeStringField("rule", rule.kind().name());
        }
    }

    private static void write(JsonGenerator out, ItemCard card) throws IOException {
        out.writeStartObject();
        out.writeStringField("sku", card.item().sku().value());
        Json.names(out, "name", card.item().names());
        out.writeNumberField("priceMinor", card.item().priceMinor());
        out.writeStringField("currency", card.item().currency());
        out.writeStringField("state", card.soldOut() ? "SOLD_OUT" : "AVAILABLE");
        out.writeNumberField("left", card.left());
        out.writeEndObject();
    }
}
