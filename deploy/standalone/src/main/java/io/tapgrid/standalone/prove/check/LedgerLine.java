package io.tapgrid.standalone.prove.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as MySQL's ledger keeps it. Within a shard, lines are in the order in which things happened. */
public record LedgerLine(
        int shard,
        String kind,
        @Nullable String sku,
        @Nullable String uid,
        @Nullable String purchaseId,
        long units) {
    public static final String COLUMNS = "shard, kind, sku, uid, purchase_id, units";

    /**
     * Reads a line.
     *
     * @param columns in the order of {@link #COLUMNS}
     */
    public static LedgerLine of(List<String> columns) {
        String units = columns.get(5);
        return new LedgerLine(
                Integer.parseInt(columns.get(0)),
                columns.get(1),
                columns.get(2),
                columns.get(3),
                columns.get(4),
                units == null ? 0 : Long.parseLong(units));
    }
}
