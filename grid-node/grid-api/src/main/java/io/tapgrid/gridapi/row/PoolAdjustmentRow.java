package io.tapgrid.gridapi.row;

import java.sql.Timestamp;

/** What came of a change of stock, so that a repeat of its key is answered with the same. */
public final class PoolAdjustmentRow {
    public final long delta;

    public final String reason;

    public final long initial;

    public final long added;

    public final long withdrawn;

    public final long available;

    public final long version;

    public final Timestamp at;

    public PoolAdjustmentRow(
            long delta,
            String reason,
            long initial,
            long added,
            long withdrawn,
            long available,
            long version,
            Timestamp at) {
        this.delta = delta;
        this.reason = reason;
        this.initial = initial;
        this.added = added;
        this.withdrawn = withdrawn;
        this.available = available;
        this.version = version;
        this.at = at;
    }
}
