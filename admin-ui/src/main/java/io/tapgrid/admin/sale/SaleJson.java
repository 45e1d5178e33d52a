package io.tapgrid.admin.sale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.admin.spec.SaleSpec;
import io.tapgrid.admin.spec.SaleSpecWriter;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;

/** A sale as the console's API shows it: its spec, and what has become of it. */
final class SaleJson {
    private SaleJson() {}

    static ObjectNode write(SaleCard card) {
        ObjectNode body = SaleSpecWriter.write(SaleSpec.of(
                card.sale(), card.items().stream().map(ItemCard::item).toList()));
        body.put("id", card.sale().id().value());
        body.put("state", card.sale().state().name());
        body.put("version", card.sale().version());
        for (int i = 0; i < card.items().size(); i++) {
            ObjectNode item = (ObjectNode) body.path("items").get(i);
            item.put("state", card.items().get(i).soldOut() ? "SOLD_OUT" : "AVAILABLE");
            item.put("left", card.items().get(i).left());
        }
        return body;
    }
}
