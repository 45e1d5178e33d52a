package io.tapgrid.gridapi.row;

import java.util.Objects;

/** An item of a sale. Replicated, so it has no shard. */
public final class ItemKey implements Comparable<ItemKey> {
    public final String saleId;

    public final String sku;

    public ItemKey(String saleId, String sku) {
        this.saleId = saleId;
        this.sku = sku;
    }

    @Override
    public int compareTo(ItemKey other) {
        int order = saleId.compareTo(other.saleId);
        return order != 0 ? order : sku.compareTo(other.sku);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemKey that && saleId.equals(that.saleId) && sku.equals(that.sku);
    }

    @Override
    public int hashCode() {
        return Objects.hash(saleId, sku);
    }

    @Override
    public String toString() {
        return saleId + "/" + sku;
    }
}
