package io.tapgrid.web.grid;

import io.tapgrid.grid.GridNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One node, called without any call. */
final class EmbeddedSaleGridTest extends ClusterSaleGridContract {
    @BeforeAll
    static void start(@TempDir Path folder) {
        serve(1, folder, (cluster, clock) -> {
            GridNode node = cluster.anyNode();
            return IgniteSaleGrid.embedded(node.ignite(), node.context().shards(), clock);
        });
    }
}
