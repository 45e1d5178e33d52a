package io.tapgrid.gridapi.row;

/** An item's units not handed to any shard. */
public final class PoolRow {
    public final long initial;

    public final long added;

    public final long withdrawn;

    public final long available;

    public final long granted;

    public final long takenBack;

    /** The shards that may hold stock, one bit each, lowest first. */
    public final long[] marked;

    public final long version;

    public PoolRow(
            long initial,
            long added,
            long withdrawn,
            long available,
            long granted,
            long takenBack,
            long[] marked,
            long version) {
        this.initial = initial;
        this.added = added;
        this.withdrawn = withdrawn;
        this.available = available;
        this.granted = granted;
        this.takenBack = takenBack;
        this.marked = marked;
        this.version = version;
    }
}
