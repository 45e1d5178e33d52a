package io.tapgrid.gridapi.row;

/** An item's units inside one shard. */
public final class SliceRow {
    public final long available;

    public final long held;

    public final long sold;

    public final long received;

    public final long returned;

    public final boolean marked;

    public SliceRow(long available, long held, long sold, long received, long returned, boolean marked) {
        this.available = available;
        this.held = held;
        this.sold = sold;
        this.received = received;
        this.returned = returned;
        this.marked = marked;
    }
}
