package io.tapgrid.standalone.apply;

import io.tapgrid.admin.spec.Durations;
import io.tapgrid.admin.spec.ItemSpec;
import io.tapgrid.admin.spec.SaleSpec;
import io.tapgrid.domain.Sku;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a spec would change of a sale that stands, in lines an operator can read. */
final class SpecDifference {
    private final List<String> lines = new ArrayList<>();
    private final Map<Sku, Long> otherStock = new LinkedHashMap<>();

    private SpecDifference() {}

    static SpecDifference between(SaleSpec old, SaleSpec next) {
        SpecDifference difference = new SpecDifference();
        difference.field("name", old.names(), next.names());
        difference.field("opensAt", old.opensAt(), next.opensAt());
        difference.field("closesAt", old.closesAt(), next.closesAt());
        difference.field("reservation", word(old), word(next));
        difference.field("rule", old.rule().text(), next.rule().text());
        difference.field("holdFor", Durations.text(old.holdFor()), Durations.text(next.holdFor()));
        difference.field("payFor", Durations.text(old.payFor()), Durations.text(next.payFor()));
        difference.items(old, next);
        return difference;
    }

    List<String> lines() {
        return lines;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** By how much the stock of an item was written higher or lower than it was first given. */
    Map<Sku, Long> otherStock() {
        return otherStock;
    }

    private void items(SaleSpec old, SaleSpec next) {
        Map<Sku, ItemSpec> standing = bySku(old);
        Map<Sku, ItemSpec> wanted = bySku(next);
        wanted.forEach((sku, item) -> {
            ItemSpec before = standing.get(sku);
            if (before == null) {
                lines.add("item " + sku + ": added, stock " + item.stock());
                return;
            }
            field("item " + sku + " name", before.names(), item.names());
            field("item " + sku + " price", price(before), price(item));
            field("item " + sku + " stock", before.stock(), item.stock());
            if (before.stock() != item.stock()) {
                otherStock.put(sku, item.stock() - before.stock());
            }
        });
        standing.keySet().stream()
                .filter(sku -> !wanted.containsKey(sku))
                .forEach(sku -> lines.add("item " + sku + ": removed"));
    }

    private void field(String name, Object old, Object next) {
        if (!Objects.equals(old, next)) {
            lines.add(name + ": " + old + " → " + next);
        }
    }

    private static Map<Sku, ItemSpec> bySku(SaleSpec spec) {
        return spec.items().stream()
                .collect(Collectors.toMap(ItemSpec::sku, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    private static String price(ItemSpec item) {
        return item.priceMinor() + " " + item.currency();
    }

    private static String word(SaleSpec spec) {
        return spec.reservationRequired() ? "required" : "none";
    }
}
