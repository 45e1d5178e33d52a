package io.tapgrid.grid.shard;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import java.util.concurrent.CompletableFuture;

/** What stock and sales ask of the shards this node is primary of. Never blocks; any thread. */
public interface ShardOrder {
    /**
     * Takes a place in a shard's order without doing anything there.
     *
     * @return completes with true when everything that came before has been decided and answered; with false when this node is not the
     *     shard's primary (any more)
     */
    CompletableFuture<Boolean> pass(int shard);

    /** Grabs of an item that wait for a unit in this shard, in its queue or parked: what a hand-back must leave there. */
    long waiting(int shard, SaleId saleId, Sku sku);

    /** Units have come to the shard, or the item is sold out: its parked grabs are decided again. */
    void retry(int shard, SaleId saleId, Sku sku);
}
