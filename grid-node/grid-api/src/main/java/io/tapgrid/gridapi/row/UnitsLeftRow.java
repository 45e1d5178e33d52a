package io.tapgrid.gridapi.row;

/** How many free units each item of a sale has, as last counted over all nodes: a hint. */
public final class UnitsLeftRow {
    /** Grows with every count that differs, also over a restart of everything. */
    public final long version;

    public final String[] skus;

    /** In the order of {@code skus}. */
    public final long[] units;

    public UnitsLeftRow(long version, String[] skus, long[] units) {
        this.version = version;
        this.skus = skus;
        this.units = units;
    }
}
