package io.tapgrid.gridapi.row;

import java.util.Objects;
import org.apache.ignite.cache.affinity.AffinityKeyMapped;

/** An item's pool, in the shard that {@code Shards.ofPool} names. */
public final class PoolKey implements Comparable<PoolKey> {
    @AffinityKeyMapped
    public final int shard;

    public final String saleId;

    public final String sku;

    public PoolKey(int shard, String saleId, String sku) {
        this.shard = shard;
        this.saleId = saleId;
        this.sku = sku;
    }

    @Override
    public int compareTo(PoolKey other) {
        int order = Integer.compare(shard, other.shard);
        order = order != 0 ? order : saleId.compareTo(other.saleId);
        return order != 0 ? order : sku.compareTo(other.sku);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PoolKey that
                && shard == that.shard
                && saleId.equals(that.saleId)
                && sku.equals(that.sku);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shard, saleId, sku);
    }

    @Override
    public String toString() {
        return shard + "/" + saleId + "/" + sku;
    }
}
