package io.tapgrid.grid.copies;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one node keeps of one shard: how many rows over all money caches, and a sum that says whether they are the same rows. */
final class ShardDigest implements Serializable {
    private static final long serialVersionUID = 1L;

    private long rows;
    private long sum;
    private boolean filling;

    /** Of a copy that has not everything yet: it is like no other, and says nothing. */
    static ShardDigest beingFilled() {
        ShardDigest digest = new ShardDigest();
        digest.filling = true;
        return digest;
    }

    boolean isBeingFilled() {
        return filling;
    }

    /** The order in which rows come does not matter. */
    void add(long rowHash) {
        rows++;
        sum += rowHash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ShardDigest that && rows == that.rows && sum == that.sum && filling == that.filling;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, sum, filling);
    }

    @Override
    public String toString() {
        return filling ? "still being filled" : rows + " rows with sum " + Long.toHexString(sum);
    }
}
