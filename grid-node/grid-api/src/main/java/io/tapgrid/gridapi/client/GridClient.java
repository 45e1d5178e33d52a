package io.tapgrid.gridapi.client;

import io.tapgrid.gridapi.tls.ClusterTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.logger.slf4j.Slf4jLogger;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;

/** Joins the grid as a client. */
public final class GridClient {
    private static final int PORTS_TRIED = 20;

    private GridClient() {}

    /** Waits until a server answers, however long that takes; the client then comes back by itself after a break. */
    public static Ignite connect(GridClientConfig config, String name) {
        TcpDiscoverySpi discovery =
                new TcpDiscoverySpi().setIpFinder(new TcpDiscoveryVmIpFinder().setAddresses(config.addresses()));
        TcpCommunicationSpi communication = new TcpCommunicationSpi()
                .setLocalPort(config.communicationPort())
                .setLocalPortRange(PORTS_TRIED)
                // As in config/grid-node.xml, where the reason stands.
                .setSocketReceiveBuffer(0)
                .setSocketSendBuffer(0);
        IgniteConfiguration ignite = new IgniteConfiguration()
                .setIgniteInstanceName(name)
                .setClientMode(true)
                .setLocalHost(config.host())
                .setWorkDirectory(folder(config.workFolder()))
                .setGridLogger(new Slf4jLogger())
                .setMetricsLogFrequency(0)
                .setFailureDetectionTimeout(config.failureDetection().toMillis())
                .setClientFailureDetectionTimeout(2 * config.failureDetection().toMillis())
                .setConnectorConfiguration(null)
                .setClientConnectorConfiguration(null)
                .setDiscoverySpi(discovery)
                .setCommunicationSpi(communication);
        config.tls().map(ClusterTls::member).ifPresent(ignite::setSslContextFactory);
        return Ignition.start(ignite);
    }

    private static String folder(Path folder) {
        try {
            return Files.createDirectories(folder.toAbsolutePath()).toString();
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }
}
