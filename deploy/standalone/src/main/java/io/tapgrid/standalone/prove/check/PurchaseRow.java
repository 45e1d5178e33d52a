package io.tapgrid.standalone.prove.check;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as a table has it.
 *
 * @param all every column that is in both tables, as text, in the order of {@link #COLUMNS}
 */
public record PurchaseRow(
        String purchaseId,
        String uid,
        String sku,
        String state,
        @Nullable String requestKey,
        Instant decidedAt,
        List<String> all) {
    /** What the grid and MySQL must both have, and alike. */
    public static final String COLUMNS =
            "PURCHASE_ID, UID, SKU, STATE, REQUEST_KEY, DECIDED_AT, RELEASE_REASON, CART_KEY,"
                    + " CANCEL_KEY, VERSION, HOLD_EXPIRES_AT, PAY_BY, CHANGED_AT, PAYMENT_ID";

    static final String RELEASED = "RELEASED";

    /**
     * Reads a row.
     *
     * @param columns in the order of {@link #COLUMNS}
     */
    public static PurchaseRow of(List<String> columns) {
        return new PurchaseRow(
                columns.get(0),
                columns.get(1),
                columns.get(2),
                columns.get(3),
                columns.get(4),
                Instant.parse(columns.get(5)),
                columns);
    }

    boolean isLive() {
        return !state.equals(RELEASED);
    }
}
