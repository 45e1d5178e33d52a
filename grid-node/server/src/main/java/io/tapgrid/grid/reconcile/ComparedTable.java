package io.tapgrid.grid.reconcile;

import java.util.Locale;

/** What is compared. {@code STOCK} is the pool's sums on one side and the sum of {@code stock_change} on the other. */
enum ComparedTable {
    SALE(false),
    ITEM(false),
    STOCK(false),
    RESERVATION(true),
    PURCHASE(true);

    private final boolean byShard;

    ComparedTable(boolean byShard) {
        this.byShard = byShard;
    }

    /** Whether there may be very many, spread over the shards. */
    boolean isByShard() {
        return byShard;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
