package io.tapgrid.gridapi.row;

import java.util.Objects;
import org.apache.ignite.cache.affinity.AffinityKeyMapped;

/** A purchase: its whole id as text, which names sale, number and shopper; and the shopper's shard. */
public final class PurchaseKey implements Comparable<PurchaseKey> {
    @AffinityKeyMapped
    public final int shard;

    public final String purchaseId;

    public PurchaseKey(int shard, String purchaseId) {
        this.shard = shard;
        this.purchaseId = purchaseId;
    }

    @Override
    public int compareTo(PurchaseKey other) {
        int order = Integer.compare(shard, other.shard);
        return order != 0 ? order : purchaseId.compareTo(other.purchaseId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PurchaseKey that && shard == that.shard && purchaseId.equals(that.purchaseId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shard, purchaseId);
    }

    @Override
    public String toString() {
        return shard + "/" + purchaseId;
    }
}
