package io.tapgrid.grid.stock;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import java.util.Arrays;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** Asks a node for an item's units in some of its shards; answers how many slices changed. */
final class RecallJob implements IgniteCallable<Integer> {
    private static final long serialVersionUID = 1L;

    private final String saleId;
    private final String sku;
    private final int[] shards;

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    RecallJob(ItemRef item, List<Integer> shards) {
        this.saleId = item.saleId().value();
        this.sku = item.sku().value();
        this.shards = shards.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Integer call() {
        StockDesk desk = StockDesk.of(ignite);
        return desk.giveBack(
                new ItemRef(new SaleId(saleId), new Sku(sku)),
                Arrays.stream(shards).boxed().toList());
    }
}
