package io.tapgrid.standalone.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.admin.spec.SaleSpec;
import io.tapgrid.admin.spec.SaleSpecReader;
import io.tapgrid.domain.sale.ChangeRules;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.sale.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A sale as the console shows it: what was written, and how far it has come. */
record StandingSale(SaleSpec spec, SaleState state, long version) {
    private static final List<String> SALE_FIELDS =
            List.of("sale", "name", "opensAt", "closesAt", "reservation", "rule", "holdFor", "payFor");
    private static final List<String> ITEM_FIELDS = List.of("sku", "name", "priceMinor", "currency", "stock");

    static StandingSale of(JsonNode shown) {
        ObjectNode written = copy(shown, SALE_FIELDS);
        var items = written.putArray("items");
        shown.path("items").forEach(item -> items.add(copy(item, ITEM_FIELDS)));
        return new StandingSale(
                SaleSpecReader.read(written),
                SaleState.valueOf(shown.path("state").asText()),
                shown.path("version").asLong());
    }

    private static ObjectNode copy(JsonNode shown, List<String> fields) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> copy.set(field, shown.get(field)));
        return copy;
    }

    boolean isDraft() {
        return state == SaleState.DRAFT;
    }

    boolean isClosed() {
        return state == SaleState.CLOSED;
    }

    /** What the rules of a sale have against this change, before anybody is asked whether to make it. */
    Optional<String> objectionTo(SaleSpec next, Instant now) {
        Terms before = new Terms(sale(), spec.toItems(List.of()));
        Terms after = new Terms(next.toSale(Optional.of(before.sale())), next.toItems(before.items()));
        return ChangeRules.toChange(before, after, now).map(ChangeRules.Objection::message);
    }

    private Sale sale() {
        return new Sale(
                spec.id(),
                spec.names(),
                spec.opensAt(),
                spec.closesAt(),
                spec.reservationRequired(),
                spec.rule(),
                spec.holdFor(),
                spec.payFor(),
                state,
                version);
    }
}
