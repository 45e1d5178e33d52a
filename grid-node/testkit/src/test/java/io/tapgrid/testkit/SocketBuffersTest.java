package io.tapgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.ignite.Ignite;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes and clients leave the buffers of their sockets to the system: with less than a segment everything behind a rebalance stands still. */
final class SocketBuffersTest {
    @Test
    void are_the_systems_own(@TempDir Path folder) {
        try (GridCluster cluster = GridCluster.start(1, folder, Clock.systemUTC(), Map.of())) {
            for (Ignite ignite : List.of(cluster.anyNode().ignite(), cluster.client("client"))) {
                assertThat(ignite.configuration().getCommunicationSpi())
                        .isInstanceOfSatisfying(TcpCommunicationSpi.class, spi -> {
                            assertThat(spi.getSocketReceiveBuffer()).isZero();
                            assertThat(spi.getSocketSendBuffer()).isZero();
                        });
            }
        }
    }
}
