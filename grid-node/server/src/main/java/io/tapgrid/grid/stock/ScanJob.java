package io.tapgrid.grid.stock;

import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteRunnable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** Tells a node that slices of its shards were changed from elsewhere. */
final class ScanJob implements IgniteRunnable {
    private static final long serialVersionUID = 1L;

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    @Override
    public void run() {
        StockDesk.of(ignite).scanSoon();
    }
}
