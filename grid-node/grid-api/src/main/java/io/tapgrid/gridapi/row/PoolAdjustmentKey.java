package io.tapgrid.gridapi.row;

import java.util.Objects;
import org.apache.ignite.cache.affinity.AffinityKeyMapped;

/** A change of stock by the key it was asked with, in the pool's shard. */
public final class PoolAdjustmentKey implements Comparable<PoolAdjustmentKey> {
    @AffinityKeyMapped
    public final int shard;

    public final String saleId;

    public final String sku;

    public final String requestKey;

    public PoolAdjustmentKey(int shard, String saleId, String sku, String requestKey) {
        this.shard = shard;
        this.saleId = saleId;
        this.sku = sku;
        this.requestKey = requestKey;
    }

    @Override
    public int compareTo(PoolAdjustmentKey other) {
        int order = Integer.compare(shard, other.shard);
        order = order != 0 ? order : saleId.compareTo(other.saleId);
        order = order != 0 ? order : sku.compareTo(other.sku);
        return order != 0 ? order : requestKey.compareTo(other.requestKey);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PoolAdjustmentKey that
                && shard == that.shard
                && saleId.equals(that.saleId)
                && sku.equals(that.sku)
                && requestKey.equals(that.requestKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shard, saleId, sku, requestKey);
    }

    @Override
    public String toString() {
        return shard + "/" + saleId + "/" + sku + "/" + requestKey;
    }
}
