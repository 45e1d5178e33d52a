package io.tapgrid.grid.node;

import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.gridapi.config.Settings;
import io.tapgrid.gridapi.tls.ClusterTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns keys into a {@link NodeConfig}. Every key of {@code config/grid-node.properties} is named here and nowhere else. */
final class NodeSettings {
    private static final long MEBIBYTE = 1L << 20;
    private static final int PORT_MAX = 65_535;
    private static final int NODES_MAX = 99;

    private final Settings from;

    private enum WalMode {
        LOG_ONLY,
        FSYNC
    }

    NodeSettings(Map<String, String> properties, Map<String, String> environment) {
        this.from = new Settings(properties, environment);
    }

    /** Every key there is. */
    static Set<String> keys() {
        NodeSettings settings = new NodeSettings(Map.of(), Map.of());
        settings.read();
        return settings.from.known();
    }

    NodeConfig read() {
        int nodes = from.number("cluster.nodes", 1, NODES_MAX, 1);
        int index = from.number("node.index", 1, NODES_MAX, 1);
        from.check(
                nodes % 2 == 1,
                "cluster.nodes: " + nodes + " (expected: an odd number, so that a cut leaves a majority)");
        from.check(index <= nodes, "node.index: " + index + " (expected: 1 to cluster.nodes " + nodes + ")");
        String host = from.text("node.host", "127.0.0.1");
        int discovery = from.number("discovery.port", 0, PORT_MAX, 47_500);
        NodeConfig config = new NodeConfig(
                index,
                Path.of(from.text("data", "data")).resolve("grid").resolve("node-" + index),
                cluster(nodes, host, discovery),
                network(index, host, discovery),
                storage(),
                work(),
                watch(),
                database());
        from.finish();
        return config;
    }

    private Optional<DatabaseSettings> database() {
        String user = from.text("mysql.user", "tapgrid");
        String password = from.text("mysql.password", "");
        return from.find("mysql.url").map(url -> new DatabaseSettings(url, user, password));
    }

    private NodeConfig.Cluster cluster(int nodes, String host, int discoveryPort) {
        int shards = from.number("cluster.shards", 1, 1024, 16);
        from.check(Integer.bitCount(shards) == 1, "cluster.shards: " + shards + " (expected: a power of two)");
        int backups = from.number("cluster.backups", 0, 4, 1);
        List<String> ownMachine = IntStream.rangeClosed(1, nodes)
                .mapToObj(i -> host + ":" + (discoveryPort + i))
                .toList();
        List<String> addresses = from.list("cluster.addresses", ownMachine);
        from.check(
                addresses.size() == nodes,
                "cluster.addresses: " + addresses.size() + " (expected: one for each of the " + nodes
                        + " nodes, in their order)");
        return new NodeConfig.Cluster(
                from.text("cluster.name", "tapgrid"), nodes, shards, Math.min(backups, nodes - 1), addresses);
    }

    private NodeConfig.Network network(int index, String host, int discoveryPort) {
        int communication = from.number("communication.port", 0, PORT_MAX, 47_100);
        int management = from.number("management.port", 0, PORT_MAX, 8_082);
        int sql = from.number("sql.port", 0, PORT_MAX, 0);
        return new NodeConfig.Network(
                host,
                discoveryPort + index,
                communication + index,
                management == 0 ? 0 : management + 1 + index,
                sql == 0 ? 0 : sql + index - 1,
                from.duration("sql.select-max", Duration.ofMillis(100), Duration.ofHours(24), Duration.ofSeconds(30)),
                ClusterTls.read(from, "cluster.tls"));
    }

    private NodeConfig.Storage storage() {
        return new NodeConfig.Storage(
                from.flag("storage.persistent", true),
                from.choice("storage.wal-mode", WalMode.class)
                        .orElse(WalMode.LOG_ONLY)
                        .name(),
                from.number("storage.region-mebibytes", 64, 1 << 20, 1_024) * MEBIBYTE,
                from.number("storage.region-use-max-percent", 10, 99, 85) / 100.0,
                (int) (from.number("storage.wal-segment-mebibytes", 8, 1024, 64) * MEBIBYTE));
    }

    private NodeConfig.Work work() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new NodeConfig.Work(
                from.number("work.workers", 1, 1024, Math.max(2, cores)),
                from.number("work.batch-commands-max", 1, 1024, 64),
                from.number("work.queue-commands-max", 64, 1 << 20, 4096),
                from.duration("work.gather", Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(3)),
                from.duration(
                        "work.transaction-timeout",
                        Duration.ofMillis(10),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(2)),
                from.duration("work.park-max", Duration.ofMillis(10), Duration.ofMinutes(1), Duration.ofSeconds(1)),
                from.duration(
                        "work.expiry-every", Duration.ofMillis(10), Duration.ofMinutes(1), Duration.ofMillis(250)));
    }

    private NodeConfig.Watch watch() {
        return new NodeConfig.Watch(
                from.duration(
                        "watch.failure-detection", Duration.ofMillis(10), Duration.ofMinutes(1), Duration.ofSeconds(3)),
                from.duration(
                        "watch.clock-deviation-max",
                        Duration.ofMillis(10),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(250)));
    }
}
