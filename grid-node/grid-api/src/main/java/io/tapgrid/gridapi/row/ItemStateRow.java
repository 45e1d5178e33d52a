package io.tapgrid.gridapi.row;

import java.sql.Timestamp;

/** What pages show of an item's stock. */
public final class ItemStateRow {
    /** Decided in a transaction on the pool, at {@code poolVersion}; a higher version wins. */
    public final boolean soldOut;

    /** Units in pool and slices, a hint. */
    public final long unitsLeft;

    public final long poolVersion;

    public final Timestamp at;

    public ItemStateRow(boolean soldOut, long unitsLeft, long poolVersion, Timestamp at) {
        this.soldOut = soldOut;
        this.unitsLeft = unitsLeft;
        this.poolVersion = poolVersion;
        this.at = at;
    }
}
