package io.tapgrid.grid.sale;

import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.grid.audit.AuditText;
import java.util.ArrayList;
import java.util.List;

/** A sale as the audit tells it: what its terms are, and of its items those that a change is about. */
final class SaleText {
    /** Items told of one change; of the others only how many there are. A row of the audit stays readable. */
    private static final int ITEMS_MAX = 100;

    private SaleText() {}

    static String json(Sale sale, List<Item> items) {
        List<Object> told = new ArrayList<>(List.of(
                "state", sale.state(),
                "version", sale.version(),
                "opensAt", sale.opensAt(),
                "closesAt", sale.closesAt()));
        told.addAll(List.of(
                "rule", sale.rule().text(),
                "reservationRequired", sale.reservationRequired(),
                "holdFor", sale.holdFor(),
                "payFor", sale.payFor(),
                "names", sale.names()));
        if (!items.isEmpty()) {
            told.add("items");
            told.add(items.stream().limit(ITEMS_MAX).map(SaleText::item).toList());
        }
        if (items.size() > ITEMS_MAX) {
            told.add("furtherItems");
            told.add(items.size() - ITEMS_MAX);
        }
        return AuditText.json(told.toArray());
    }

    private static Object item(Item item) {
        return AuditText.object(
                "sku", item.sku(),
                "names", item.names(),
                "priceMinor", item.priceMinor(),
                "currency", item.currency(),
                "stock", item.stock());
    }
}
