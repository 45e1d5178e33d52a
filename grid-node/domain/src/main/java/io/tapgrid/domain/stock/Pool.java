package io.tapgrid.domain.stock;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;

/**
 * An item's stock not yet handed to any shard, in units. Always
 * {@code initial + added − withdrawn = available + granted − takenBack}, no term negative.
 *
 * @param marked the shards that may hold stock: set by a grant, cleared by a shard that declares itself empty
 * @param version grows with every change; the sold-out flag carries it
 */
public record Pool(
        SaleId saleId,
        Sku sku,
        long initial,
        long added,
        long withdrawn,
        long available,
        long granted,
        long takenBack,
        ShardSet marked,
        long version) {
    public Pool {
        if (available < 0 || initial + added - withdrawn != available + granted - takenBack) {
            throw new IllegalStateException("pool " + saleId + "/" + sku + ": initial " + initial + ", added " + added
                    + ", withdrawn " + withdrawn + ", available " + available + ", granted " + granted
                    + ", taken back " + takenBack);
        }
    }

    public static Pool placed(SaleId saleId, Sku sku, long units) {
        return new Pool(saleId, sku, units, 0, 0, units, 0, 0, ShardSet.EMPTY, 1);
    }

    /** Nothing here and no shard that may hold any: decided on this row, so it is true at that instant everywhere. */
    public boolean isSoldOut() {
        return available == 0 && marked.isEmpty();
    }
}
