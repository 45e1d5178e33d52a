package io.tapgrid.domain.sale;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.Sku;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What may be written into a sale and its items, and when. States change by {@link Lifecycle} and {@link OperatorRules} only. */
public final class ChangeRules {
    private ChangeRules() {}

    /** Why something cannot be saved, with the field it is about first. */
    public record Objection(Reason reason, String message) {}

    /** What stands in the way of a new sale, if anything. */
    public static Optional<Objection> toCreation(Sale sale, List<Item> items) {
        if (sale.state() != SaleState.DRAFT || sale.version() != 1) {
            return invalid("version: " + sale.version() + " in state " + sale.state() + " (expected: 1, DRAFT)");
        }
        return toItems(sale, items);
    }

    /**
     * What stands in the way of a change, if anything: it must be based on the present version; items stay, with their
     * stock; past SCHEDULED only names and closesAt may differ; and no end may lie where units have been won already.
     */
    public static Optional<Objection> toChange(Terms before, Terms after, Instant now) {
        Optional<Objection> toItems = toItems(after.sale(), after.items());
        if (toItems.isPresent()) {
            return toItems;
        }
        if (after.sale().version() != before.sale().version() + 1) {
            return wrongState("version: " + after.sale().version() + " (expected: "
                    + (before.sale().version() + 1)
                    + ", the present one and one more; somebody else may have changed the sale)");
        }
        if (after.sale().state() != before.sale().state()) {
            return wrongState("state: " + after.sale().state() + " (expected: "
                    + before.sale().state() + ")");
        }
        return toStock(before, after)
                .or(() -> toTime(before.sale(), after, now))
                .or(() -> toTerms(before, after));
    }

    /** The items as they stand after a change: a changed one carries the next version, others are left alone. */
    public static List<Item> itemsAfter(Terms before, Terms after) {
        Map<Sku, Item> known = bySku(before.items());
        return after.items().stream()
                .map(item -> itemAfter(Optional.ofNullable(known.get(item.sku())), item))
                .toList();
    }

    private static Item itemAfter(Optional<Item> known, Item item) {
        long version = known.map(Item::version).orElse(0L);
        return known.filter(it -> it.equals(item.withVersion(version))).orElseGet(() -> item.withVersion(version + 1));
    }

    private static Optional<Objection> toItems(Sale sale, List<Item> items) {
        if (items.isEmpty() || items.size() > Limits.ITEMS_PER_SALE_MAX) {
            return invalid("items: " + items.size() + " (expected: 1 to " + Limits.ITEMS_PER_SALE_MAX + ")");
        }
        Set<Sku> seen = new HashSet<>();
        for (Item item : items) {
            if (!item.saleId().equals(sale.id()) || !seen.add(item.sku())) {
                return invalid("sku: " + item.sku() + " (expected: once, in sale " + sale.id() + ")");
            }
        }
        return Optional.empty();
    }

    private static Optional<Objection> toStock(Terms before, Terms after) {
        Map<Sku, Item> next = bySku(after.items());
        for (Item item : before.items()) {
            Item now = next.get(item.sku());
            if (now == null) {
                return wrongState("items: " + item.sku() + " is missing (expected: items that were saved once stay)");
            }
            if (now.stock() != item.stock()) {
                return wrongState("stock: " + now.stock() + " of " + item.sku() + " (expected: " + item.stock()
                        + "; to change it, adjust the stock by a delta)");
            }
        }
        return Optional.empty();
    }

    private static Optional<Objection> toTime(Sale before, Terms after, Instant now) {
        boolean endMoves = !after.sale().closesAt().equals(before.closesAt());
        boolean isOver = before.state() == SaleState.CLOSED;
        return endMoves && (isOver || !now.isBefore(after.sale().closesAt()))
                ? wrongState("closesAt: " + after.sale().closesAt() + " (expected: after now, " + now
                        + ", in a sale that is not closed)")
                : Optional.empty();
    }

    private static Optional<Objection> toTerms(Terms before, Terms after) {
        boolean open = before.sale().state() == SaleState.DRAFT || before.sale().state() == SaleState.SCHEDULED;
        return open || before.fixed().equals(after.fixed())
                ? Optional.empty()
                : wrongState("sale: in state " + before.sale().state() + " only names and closesAt may change");
    }

    private static Map<Sku, Item> bySku(List<Item> items) {
        return items.stream().collect(Collectors.toMap(Item::sku, Function.identity()));
    }

    private static Optional<Objection> invalid(String message) {
        return Optional.of(new Objection(Reason.INVALID_REQUEST, message));
    }

    private static Optional<Objection> wrongState(String message) {
        return Optional.of(new Objection(Reason.WRONG_STATE, message));
    }
}
