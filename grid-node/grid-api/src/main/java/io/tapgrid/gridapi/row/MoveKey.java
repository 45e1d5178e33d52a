package io.tapgrid.gridapi.row;

import java.util.Objects;
import org.apache.ignite.cache.affinity.AffinityKeyMapped;

/** An operator's move of a sale by the key it was asked with, in the sale's shard. */
public final class MoveKey implements Comparable<MoveKey> {
    @AffinityKeyMapped
    public final int shard;

    public final String saleId;

    public final String requestKey;

    public MoveKey(int shard, String saleId, String requestKey) {
        this.shard = shard;
        this.saleId = saleId;
        this.requestKey = requestKey;
    }

    @Override
    public int compareTo(MoveKey other) {
        int order = Integer.compare(shard, other.shard);
        order = order != 0 ? order : saleId.compareTo(other.saleId);
        return order != 0 ? order : requestKey.compareTo(other.requestKey);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MoveKey that
                && shard == that.shard
                && saleId.equals(that.saleId)
                && requestKey.equals(that.requestKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shard, saleId, requestKey);
    }

    @Override
    public String toString() {
        return shard + "/" + saleId + "/" + requestKey;
    }
}
