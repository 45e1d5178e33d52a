package io.tapgrid.web.grid;

import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.gridapi.client.GridClient;
import io.tapgrid.gridapi.client.GridClientConfig;
import java.time.Clock;
import org.apache.ignite.Ignite;

/** This process as a client of the grid: the Ignite node and the port over it, opened and closed together. */
public final class GridConnection implements AutoCloseable {
    private final Ignite ignite;
    private final IgniteSaleGrid grid;

    private GridConnection(Ignite ignite, IgniteSaleGrid grid) {
        this.ignite = ignite;
        this.grid = grid;
    }

    /** Waits until a server of the grid answers. */
    public static GridConnection open(GridClientConfig config, String name, Clock clock) {
        Ignite ignite = GridClient.connect(config, name);
        return new GridConnection(ignite, IgniteSaleGrid.remote(ignite, config.shards(), clock));
    }

    public SaleGrid grid() {
        return grid;
    }

    @Override
    public void close() {
        grid.close();
        ignite.close();
    }
}
