package io.tapgrid.gridapi.client;

import io.tapgrid.domain.Shards;
import io.tapgrid.gridapi.config.Settings;
import io.tapgrid.gridapi.tls.ClusterTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the grid is and what this process knows of its shape.
 *
 * @param addresses {@code host:port} of every server's discovery
 * @param communicationPort the first of twenty that are tried for the servers' calls back to this process
 * @param failureDetection silence after which a server counts as dead
 * @param workFolder for Ignite's own small files
 * @param tls how this process shows that it is a member; empty where the cluster has no TLS
 */
public record GridClientConfig(
        String host,
        List<String> addresses,
        int communicationPort,
        Shards shards,
        Duration failureDetection,
        Path workFolder,
        Optional<ClusterTls> tls) {
    private static final int PORT_MAX = 65_000;

    /** Clients begin this far above the servers, of which there are fewer. */
    private static final int PORTS_FOR_SERVERS = 30;

    public GridClientConfig {
        addresses = List.copyOf(addresses);
    }

    /** Reads the keys of the grid; the caller finishes the settings. {@code name} tells this process's files from others'. */
    public static GridClientConfig read(Settings settings, String name) {
        int discovery = settings.number("tapgrid.discovery-port", 0, PORT_MAX, 47_500);
        int shards = settings.number("tapgrid.cluster.shards", 1, 1024, 16);
        settings.check(
                Integer.bitCount(shards) == 1, "tapgrid.cluster.shards: " + shards + " (expected: a power of two)");
        return new GridClientConfig(
                settings.text("tapgrid.grid-host", "127.0.0.1"),
                settings.list("tapgrid.cluster.addresses", List.of("127.0.0.1:" + (discovery + 1))),
                settings.number("tapgrid.communication-port", 0, PORT_MAX, 47_100) + PORTS_FOR_SERVERS,
                new Shards(Integer.highestOneBit(shards)),
                settings.duration(
                        "tapgrid.grid.failure-detection",
                        Duration.ofMillis(500),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(3)),
                Path.of(settings.text("tapgrid.data", "data")).resolve("grid").resolve(name),
                ClusterTls.read(settings, "tapgrid.cluster.tls"));
    }
}
