package io.tapgrid.domain.sale;

import io.tapgrid.domain.Limits;

/** How much of a sale one shopper may hold at a time. Released purchases do not count. */
public record Rule(Kind kind, int units) {
    /** The four rules. */
    public enum Kind {
        UNLIMITED,
        ONE_ITEM_PER_SALE,
        ONE_PER_ITEM,
        PER_ITEM
    }

    public static final Rule UNLIMITED = new Rule(Kind.UNLIMITED, Limits.PURCHASES_PER_SHOPPER_MAX);
    public static final Rule ONE_ITEM_PER_SALE = new Rule(Kind.ONE_ITEM_PER_SALE, 1);
    public static final Rule ONE_PER_ITEM = new Rule(Kind.ONE_PER_ITEM, 1);

    public Rule {
        if (units < 1 || units > Limits.PURCHASES_PER_SHOPPER_MAX) {
            throw new IllegalArgumentException("perItem: " + units + " (expected: 1 to 100)");
        }
    }

    public static Rule perItem(int units) {
        return new Rule(Kind.PER_ITEM, units);
    }

    /** Under these rules the live purchase itself tells a repeat, so a grab may come without a key. */
    public boolean allowsGrabWithoutKey() {
        return kind == Kind.ONE_ITEM_PER_SALE || kind == Kind.ONE_PER_ITEM;
    }

    /** {@code UNLIMITED}, {@code ONE_ITEM_PER_SALE}, {@code ONE_PER_ITEM} or {@code PER_ITEM:3}; {@link #parse} reads it. */
    public String text() {
        return kind == Kind.PER_ITEM ? kind.name() + ":" + units : kind.name();
    }

    public static Rule parse(String text) {
        if (text.startsWith("PER_ITEM:")) {
            return perItem(Integer.parseInt(text.substring("PER_ITEM:".length())));
        }
        return switch (Kind.valueOf(text)) {
            case UNLIMITED -> UNLIMITED;
            case ONE_ITEM_PER_SALE -> ONE_ITEM_PER_SALE;
            case ONE_PER_ITEM -> ONE_PER_ITEM;
            case PER_ITEM -> throw new IllegalArgumentException("rule: PER_ITEM without a number");
        };
    }
}
