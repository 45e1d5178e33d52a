package io.tapgrid.gridapi.row;

/** How far a shard's journal has reached MySQL. */
public final class ShardShippedRow {
    /** The last entry that MySQL has; 0 before the first. */
    public final long shippedSeq;

    /** Grows with every new shipper of the shard: the fence against one that was cut off. */
    public final long epoch;

    public ShardShippedRow(long shippedSeq, long epoch) {
        this.shippedSeq = shippedSeq;
        this.epoch = epoch;
    }
}
