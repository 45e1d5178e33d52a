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

    /** Nothing here; shards may still hold some. */
    public boolean isDry() {
        return available == 0;
    }

    /** All units there are, wherever they are: initial + added − withdrawn. */
    public long units() {
        return initial + added - withdrawn;
    }

    /** Units go to a shard, which may hold stock from now on. */
    public Pool grant(int toShard, long units) {
        return new Pool(
                saleId,
                sku,
                initial,
                added,
                withdrawn,
                available - units,
                granted + units,
                takenBack,
                marked.with(toShard),
                version + 1);
    }

    /** Units come back, from shards that leave {@code nextMarked} as those that may hold stock. */
    public Pool takeBack(long units, ShardSet nextMarked) {
        return new Pool(
                saleId,
                sku,
                initial,
                added,
                withdrawn,
                available + units,
                granted,
                takenBack + units,
                nextMarked,
                version + 1);
    }

    /** Units are added (delta &gt; 0) or withdrawn (delta &lt; 0); only what is here can be withdrawn. */
    public Pool adjust(long delta) {
        return new Pool(
                saleId,
                sku,
                initial,
                added + Math.max(delta, 0),
                withdrawn + Math.max(-delta, 0),
                available + delta,
                granted,
                takenBack,
                marked,
                version + 1);
    }
}
