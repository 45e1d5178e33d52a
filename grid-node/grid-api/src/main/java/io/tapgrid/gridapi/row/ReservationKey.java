package io.tapgrid.gridapi.row;

import java.util.Objects;
import org.apache.ignite.cache.affinity.AffinityKeyMapped;

/** A reservation, in the shopper's shard. */
public final class ReservationKey implements Comparable<ReservationKey> {
    @AffinityKeyMapped
    public final int shard;

    public final String saleId;

    public final String sku;

    public final String uid;

    public ReservationKey(int shard, String saleId, String sku, String uid) {
        this.shard = shard;
        this.saleId = saleId;
        this.sku = sku;
        this.uid = uid;
    }

    @Override
    public int compareTo(ReservationKey other) {
        int order = Integer.compare(shard, other.shard);
        order = order != 0 ? order : saleId.compareTo(other.saleId);
        order = order != 0 ? order : sku.compareTo(other.sku);
        return order != 0 ? order : uid.compareTo(other.uid);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReservationKey that
                && shard == that.shard
                && saleId.equals(that.saleId)
                && sku.equals(that.sku)
                && uid.equals(that.uid);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shard, saleId, sku, uid);
    }

    @Override
    public String toString() {
        return shard + "/" + saleId + "/" + sku + "/" + uid;
    }
}
