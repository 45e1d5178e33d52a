package io.tapgrid.admin.sale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.admin.http.Exchange;
import io.tapgrid.admin.http.Problem;
import io.tapgrid.admin.http.Routes;
import io.tapgrid.admin.http.Routes.Access;
import io.tapgrid.domain.Limits;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.Adjusted;
import io.tapgrid.gridapi.SaleAdmin.ItemStock;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Stock: changed by delta, and shown with the law of conservation. */
public final class StockEndpoints {
    private static final Set<String> FIELDS = Set.of("delta", "reason");

    private final SaleAdmin grid;

    public StockEndpoints(SaleAdmin grid) {
        this.grid = grid;
    }

    public void addTo(Routes routes) {
        routes.add("POST", "/admin/v1/sales/{saleId}/items/{sku}/stock-adjustments", Access.API_KEY, this::adjust)
                .add("GET", "/admin/v1/sales/{saleId}/conservation", Access.API_KEY, this::conservation);
    }

    private void adjust(Exchange exchange) throws IOException {
        var key = exchange.requiredKey();
        JsonNode body = exchange.json();
        requireKnownFields(body);
        Adjusted adjusted = grid.adjustStock(
                exchange.saleId(),
                exchange.sku(),
                delta(body.path("delta")),
                reason(body.path("reason")),
                key,
                SaleEndpoints.ACTOR);
        if (adjusted instanceof Adjusted.Refused refused) {
            throw new Problem(refused.reason(), refused.message());
        }
        Adjusted.Done done = (Adjusted.Done) adjusted;
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("initial", done.initial());
        answer.put("added", done.added());
        answer.put("withdrawn", done.withdrawn());
        answer.put("pool", done.pool());
        answer.put("version", done.version());
        exchange.answer(200, answer);
    }

    private static void requireKnownFields(JsonNode body) {
        if (!body.isObject()) {
            throw new Problem(Reason.INVALID_REQUEST, "An object with delta and reason is expected.");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new Problem(Reason.INVALID_REQUEST, "Only the fields delta and reason are expected.");
            }
        });
    }

    private static long delta(JsonNode value) {
        long delta = value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : 0;
        if (delta == 0 || delta > Limits.UNITS_MAX || delta < -Limits.UNITS_MAX) {
            throw new Problem(
                    Reason.INVALID_REQUEST,
                    "delta: a whole number from -1000000000 to 1000000000, not 0, is expected.");
        }
        return delta;
    }

    private static String reason(JsonNode value) {
        boolean good = value.isTextual()
                && !value.textValue().isBlank()
                && value.textValue().length() <= Limits.TEXT_LENGTH_MAX
                && value.textValue().codePoints().noneMatch(Character::isISOControl);
        if (!good) {
            throw new Problem(
                    Reason.INVALID_REQUEST,
                    "reason: 1 to 200 characters, none of them a control character, are expected.");
        }
        return value.textValue();
    }

    private void conservation(Exchange exchange) throws IOException {
        SaleId saleId = exchange.saleId();
        List<ItemStock> readings = grid.conservation(saleId);
        if (readings.isEmpty()) {
            throw new Problem(Reason.UNKNOWN_SALE, "There is no such sale.");
        }
        exchange.answer(200, write(readings));
    }

    static ArrayNode write(List<ItemStock> readings) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (ItemStock stock : readings) {
            ObjectNode item = items.addObject();
            item.put("sku", stock.sku().value());
            item.put("initial", stock.initial());
            item.put("added", stock.added());
            item.put("withdrawn", stock.withdrawn());
            item.put("pool", stock.pool());
            item.put("available", stock.available());
            item.put("held", stock.held());
            item.put("carted", stock.carted());
            item.put("paid", stock.paid());
            item.put("holds", stock.holds());
            item.put("settled", stock.settled());
            item.put("readAt", stock.readAt().toString());
        }
        return items;
    }
}
