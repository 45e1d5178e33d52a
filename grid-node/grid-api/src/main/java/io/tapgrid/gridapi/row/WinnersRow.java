package io.tapgrid.gridapi.row;

/** Who may have won in a sale; see {@link io.tapgrid.gridapi.Winners}. */
public final class WinnersRow {
    /** Grows with every collection, also over a restart of everything. */
    public final long version;

    public final long[] words;

    public final long saleVersion;

    public final String[] skus;

    /** In the order of {@code skus}. */
    public final long[] poolVersions;

    public WinnersRow(long version, long[] words, long saleVersion, String[] skus, long[] poolVersions) {
        this.version = version;
        this.words = words;
        this.saleVersion = saleVersion;
        this.skus = skus;
        this.poolVersions = poolVersions;
    }
}
