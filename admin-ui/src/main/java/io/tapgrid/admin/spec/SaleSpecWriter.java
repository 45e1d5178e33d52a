package io.tapgrid.admin.spec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.domain.sale.Rule;
import java.util.Map;
import java.util.TreeMap;

/** Writes a spec in the form that {@link SaleSpecReader#read} reads. */
public final class SaleSpecWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SaleSpecWriter() {}

    public static ObjectNode write(SaleSpec spec) {
        ObjectNode root = NODES.objectNode();
        root.put("sale", spec.id().value());
        root.set("name", names(spec.names()));
        root.put("opensAt", spec.opensAt().toString());
        root.put("closesAt", spec.closesAt().toString());
        root.put("reservation", spec.reservationRequired() ? "required" : "none");
        writeRule(root, spec.rule());
        root.put("holdFor", Durations.text(spec.holdFor()));
        root.put("payFor", Durations.text(spec.payFor()));
        var items = root.putArray("items");
        for (ItemSpec item : spec.items()) {
            ObjectNode node = items.addObject();
            node.put("sku", item.sku().value());
            node.set("name", names(item.names()));
            node.put("priceMinor", item.priceMinor());
            node.put("currency", item.currency());
            node.put("stock", item.stock());
        }
        return root;
    }

    private static ObjectNode names(Map<String, String> names) {
        ObjectNode node = NODES.objectNode();
        new TreeMap<>(names).forEach(node::put);
        return node;
    }

    private static void writeRule(ObjectNode root, Rule rule) {
        if (rule.kind() == Rule.Kind.PER_ITEM) {
            root.putObject("rule").put("perItem", rule.units());
        } else {
            root.put("rule", rule.kind().name());
        }
    }
}
