package io.tapgrid.grid.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Turns keys into a {@link NodeConfig}. Every key of {@code config/grid-node.properties} is named here and nowhere else. */
final class NodeSettings {
    private static final long MEBIBYTE = 1L << 20;
    private static final int PORT_MAX = 65_535;
    private static final int NODES_MAX = 99;

    private final Settings from;

    NodeSettings(Map<String, String> properties, Map<String, String> environment) {
        this.from = new Settings(properties, environment);
    }

    NodeConfig read() {
        int nodes = from.number("cluster.nodes", 1, 1, NODES_MAX);
        int index = from.number("node.index", 1, 1, NODES_MAX);
        from.check(
                nodes % 2 == 1,
                "cluster.nodes: " + nodes + " (expected: an odd number, so that a cut leaves a majority)");
        from.check(index <= nodes, "node.index: " + index + " (expected: 1 to cluster.nodes " + nodes + ")");
        String host = from.text("node.host", "127.0.0.1");
        int discovery = from.number("discovery.port", 47_500, "TAPGRID_DISCOVERY_PORT", PORT_MAX);
        NodeConfig config = new NodeConfig(
                index,
                Path.of(from.text("data.folder", "data", "TAPGRID_DATA"))
                        .resolve("grid")
                        .resolve("node-" + index),
                cluster(nodes, host, discovery),
                network(index, host, discovery),
                storage(),
                work(),
                watch());
        from.throwIfAnyProblem("grid node");
        return config;
    }

    private NodeConfig.Cluster cluster(int nodes, String host, int discoveryPort) {
        int shards = from.number("cluster.shards", 16, 1, 1024);
        from.check(Integer.bitCount(shards) == 1, "cluster.shards: " + shards + " (expected: a power of two)");
        int backups = from.number("cluster.backups", 1, 0, 4);
        List<String> ownMachine = IntStream.rangeClosed(1, nodes)
                .mapToObj(i -> host + ":" + (discoveryPort + i))
                .toList();
        return new NodeConfig.Cluster(
                from.text("cluster.name", "tapgrid"),
                nodes,
                shards,
                Math.min(backups, nodes - 1),
                from.list("cluster.addresses", ownMachine));
    }

    private NodeConfig.Network network(int index, String host, int discoveryPort) {
        int communication = from.number("communication.port", 47_100, "TAPGRID_COMMUNICATION_PORT", PORT_MAX);
        int management = from.number("management.port", 8_082, "TAPGRID_MANAGEMENT_PORT", PORT_MAX);
        int sql = from.number("sql.port", 10_800, "TAPGRID_SQL_PORT", PORT_MAX);
        return new NodeConfig.Network(
                host,
                discoveryPort + index,
                communication + index,
                management == 0 ? 0 : management + 1 + index,
                sql + index - 1);
    }

    private NodeConfig.Storage storage() {
        return new NodeConfig.Storage(
                from.flag("storage.persistent", true),
                from.oneOf("storage.wal-mode", "LOG_ONLY", List.of("LOG_ONLY", "FSYNC")),
                from.number("storage.region-mebibytes", 512, 64, 1 << 20) * MEBIBYTE,
                from.number("storage.region-use-max-percent", 85, 10, 99) / 100.0,
                (int) (from.number("storage.wal-segment-mebibytes", 64, 8, 1024) * MEBIBYTE));
    }

    private NodeConfig.Work work() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new NodeConfig.Work(
                from.number("work.workers", Math.max(2, cores), 1, 1024),
                from.number("work.batch-commands-max", 64, 1, 1024),
                from.number("work.queue-commands-max", 4096, 64, 1 << 20),
                from.duration("work.transaction-timeout", "2s"),
                from.duration("work.park-max", "1s"),
                from.duration("work.expiry-every", "250ms"));
    }

    private NodeConfig.Watch watch() {
        return new NodeConfig.Watch(
                from.duration("watch.failure-detection", "3s"), from.duration("watch.clock-deviation-max", "250ms"));
    }
}
