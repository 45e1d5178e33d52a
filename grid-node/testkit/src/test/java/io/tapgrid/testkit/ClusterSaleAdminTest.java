package io.tapgrid.testkit;

import io.tapgrid.domain.Shards;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleGrid;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A grid node keeps the operators' contract that the grid in memory keeps. One node serves all tests. */
final class ClusterSaleAdminTest extends SaleAdminContract {
    private static final Shards SHARDS = new Shards(8);
    private static final SettableClock CLOCK = SettableClock.atNoon();

    @SuppressWarnings("NullAway.Init") // Set before the first test.
    private static GridCluster cluster;

    @BeforeAll
    static void start(@TempDir Path folder) {
        cluster = GridCluster.start(1, folder, CLOCK, Map.of("cluster.shards", Integer.toString(SHARDS.count())));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Override
    protected SaleGrid grid() {
        return new ClusterSaleGrid(cluster, SHARDS, CLOCK);
    }

    @Override
    protected SaleAdmin admin() {
        return cluster.anyNode().admin();
    }

    @Override
    protected SettableClock clock() {
        return CLOCK;
    }
}
