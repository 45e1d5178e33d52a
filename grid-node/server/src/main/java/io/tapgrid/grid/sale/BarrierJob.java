package io.tapgrid.grid.sale;

import io.tapgrid.domain.SaleId;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** Lets a sale's terms pass through the order of some of a node's shards; answers which of them they passed. */
final class BarrierJob implements IgniteCallable<int[]> {
    private static final long serialVersionUID = 1L;

    private final String saleId;
    private final int[] shards;

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    BarrierJob(SaleId saleId, List<Integer> shards) {
        this.saleId = saleId.value();
        this.shards = shards.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int[] call() {
        return SaleDesk.of(ignite).pass(new SaleId(saleId), shards);
    }
}
