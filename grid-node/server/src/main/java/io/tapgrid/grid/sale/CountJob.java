package io.tapgrid.grid.sale;

import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** Asks a node how many free units of each item lie on it: of every sale named, of every item in the order named. */
final class CountJob implements IgniteCallable<long[][]> {
    private static final long serialVersionUID = 1L;

    private final String[] saleIds;
    private final String[][] skus;

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    CountJob(List<String> saleIds, List<String[]> skus) {
        this.saleIds = saleIds.toArray(String[]::new);
        this.skus = skus.toArray(String[][]::new);
    }

    @Override
    public long[][] call() {
        return SaleDesk.of(ignite).count(saleIds, skus);
    }
}
