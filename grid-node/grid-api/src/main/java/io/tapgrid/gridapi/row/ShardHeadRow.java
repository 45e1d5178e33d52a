package io.tapgrid.gridapi.row;

import java.sql.Timestamp;

/** A shard's place in its own order. Whoever writes anything in the shard holds this row's lock. */
public final class ShardHeadRow {
    /** Sequence number of the next journal entry; the first is 1. */
    public final long nextSeq;

    /** The time of the last committed batch: the shard's clock never goes back behind it. */
    public final Timestamp lastNow;

    public ShardHeadRow(long nextSeq, Timestamp lastNow) {
        this.nextSeq = nextSeq;
        this.lastNow = lastNow;
    }
}
