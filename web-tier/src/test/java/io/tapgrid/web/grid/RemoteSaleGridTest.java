package io.tapgrid.web.grid;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes with one backup, and batches over the network from a client. */
final class RemoteSaleGridTest extends ClusterSaleGridContract {
    @BeforeAll
    static void start(@TempDir Path folder) {
        serve(
                3,
                folder,
                (cluster, clock) -> IgniteSaleGrid.remote(
                        cluster.client("web"), cluster.anyNode().context().shards(), clock));
    }
}
