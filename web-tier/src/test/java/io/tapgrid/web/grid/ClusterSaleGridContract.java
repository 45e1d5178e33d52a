package io.tapgrid.web.grid;

import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.testkit.GridCluster;
import io.tapgrid.testkit.SaleGridContract;
import io.tapgrid.testkit.SettableClock;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;

/** The contract of the grid, kept by nodes in this JVM and the way a web process takes to them. One cluster serves all tests of a class. */
abstract class ClusterSaleGridContract extends SaleGridContract {
    private static final String SHARDS = "8";

    @SuppressWarnings("NullAway.Init") // Set by serve() before the first test.
    private static GridCluster cluster;

    @SuppressWarnings("NullAway.Init")
    private static IgniteSaleGrid grid;

    @SuppressWarnings("NullAway.Init")
    private static SettableClock clock;

    /** To be called before all tests of a class; {@code connect} makes the way to the cluster. */
    static void serve(int nodes, Path folder, BiFunction<GridCluster, SettableClock, IgniteSaleGrid> connect) {
        clock = SettableClock.atNoon();
        cluster = GridCluster.start(nodes, folder, clock, Map.of("cluster.shards", SHARDS));
        grid = connect.apply(cluster, clock);
    }

    @AfterAll
    static void stop() {
        grid.close();
        cluster.close();
    }

    @Override
    protected SaleGrid grid() {
        return grid;
    }

    @Override
    protected SaleAdmin admin() {
        return cluster.anyNode().admin();
    }

    @Override
    protected SettableClock clock() {
        return clock;
    }
}
