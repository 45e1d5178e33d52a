package io.tapgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.grid.node.NodeConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.port.GridPortRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is asked for nothing opens what nodes need among each other, and no port for SQL, thin clients or REST. */
final class BareNodeTest {
    @Test
    void opens_discovery_and_communication_alone(@TempDir Path folder) {
        Map<String, String> bare = Map.of("sql.port", "", "management.port", "0");
        try (GridCluster cluster = GridCluster.start(1, folder, Clock.systemUTC(), bare)) {
            NodeConfig.Network network = cluster.anyNode().context().config().network();
            GridKernalContext kernal = ((IgniteEx) cluster.anyNode().ignite()).context();

            List<Integer> open =
                    kernal.ports().records().stream().map(GridPortRecord::port).toList();

            assertThat(open).containsExactlyInAnyOrder(network.discoveryPort(), network.communicationPort());
        }
    }
}
