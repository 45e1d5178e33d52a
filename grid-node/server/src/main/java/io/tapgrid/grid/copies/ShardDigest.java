package io.tapgrid.grid.copies;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one node keeps of one shard: how many rows over all money caches, and a sum that says whether they are the same rows. */
final class ShardDigest implements Serializable {
    private static final long serialVersionUID = 1L;

    private long rows;
    private long sum;

    /** The order in which rows come does not matter. */
    void add(long rowHash) {
        rows++;
        sum += rowHash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ShardDigest that && rows == that.rows && sum == that.sum;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, sum);
    }

    @Override
    public String toString() {
        return rows + " rows with sum " + Long.toHexString(sum);
    }
}
