package io.tapgrid.domain.shard;

import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.stock.Slice;

/** The rows of one shard as events change them. */
public interface ShardState extends ShardView {
    void put(Reservation reservation);

    void put(Purchase purchase);

    void put(Slice slice);
}
