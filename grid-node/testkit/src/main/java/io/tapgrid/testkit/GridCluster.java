package io.tapgrid.testkit;

import io.tapgrid.grid.GridNode;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.gridapi.client.GridClient;
import io.tapgrid.gridapi.client.GridClientConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.ignite.Ignite;

/**
 * Grid nodes in this JVM, on ports and in folders of their own. Nodes are numbered from 1. Starts, stops and restarts whole nodes; what only
 * a dying process shows needs {@code ForkedCluster}.
 */
public final class GridCluster implements AutoCloseable {
    private static final int PORTS_PER_KIND = 16;
    private static final Duration START_WITHIN = Duration.ofMinutes(3);

    private final int nodes;
    private final Map<String, String> properties;
    private final Clock clock;
    private final ConcurrentSkipListMap<Integer, GridNode> running = new ConcurrentSkipListMap<>();
    private final List<Ignite> clients = new CopyOnWriteArrayList<>();

    private GridCluster(int nodes, Map<String, String> properties, Clock clock) {
        this.nodes = nodes;
        this.properties = properties;
        this.clock = clock;
    }

    /** Starts all nodes and waits until they serve. {@code settings} are keys of {@code config/grid-node.properties}. */
    public static GridCluster start(int nodes, Path folder, Clock clock, Map<String, String> settings) {
        int ports = FreePorts.block(4 * PORTS_PER_KIND);
        Map<String, String> properties = new HashMap<>(Map.of(
                "cluster.name", "test-" + ports,
                "cluster.nodes", Integer.toString(nodes),
                "data", folder.toString(),
                "discovery.port", Integer.toString(ports),
                "communication.port", Integer.toString(ports + PORTS_PER_KIND),
                "management.port", Integer.toString(ports + 2 * PORTS_PER_KIND),
                "sql.port", Integer.toString(ports + 3 * PORTS_PER_KIND),
                "storage.region-mebibytes", "128",
                "storage.wal-segment-mebibytes", "8"));
        properties.putAll(settings);
        GridCluster cluster = new GridCluster(nodes, properties, clock);
        cluster.startAll();
        return cluster;
    }

    /** Starts every node that is not running, all at once, and waits until the cluster serves. */
    public void startAll() {
        List<CompletableFuture<Void>> starts = IntStream.rangeClosed(1, nodes)
                .filter(index -> !running.containsKey(index))
                .mapToObj(index -> CompletableFuture.runAsync(() -> start(index), GridCluster::inThread))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new));
        // The others wait for one that failed: its failure must end the wait.
        starts.forEach(start -> {
            var unused = start.exceptionally(failure -> {
                all.completeExceptionally(failure);
                return null;
            });
        });
        all.orTimeout(START_WITHIN.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** One thread a start: a node waits for the others, so they must not wait for each other's thread. */
    private static void inThread(Runnable start) {
        new Thread(start, "start-node").start();
    }

    public void start(int index) {
        Map<String, String> own = new HashMap<>(properties);
        own.put("node.index", Integer.toString(index));
        NodeConfig config = NodeConfig.read(own, Map.of());
        running.put(index, GridNode.start(config, springXml(), clock));
    }

    public void stop(int index) {
        GridNode node = running.remove(index);
        if (node != null) {
            node.close();
        }
    }

    public GridNode node(int index) {
        GridNode node = running.get(index);
        if (node == null) {
            throw new IllegalArgumentException("node: " + index + " (expected: one of " + running.keySet() + ")");
        }
        return node;
    }

    /** Any running node. */
    public GridNode anyNode() {
        return running.firstEntry().getValue();
    }

    public List<GridNode> nodes() {
        return List.copyOf(running.values());
    }

    /** Joins as a client, with an Ignite node of its own; it leaves when the cluster is closed. */
    public Ignite client(String name) {
        NodeConfig config = anyNode().context().config();
        GridClientConfig client = new GridClientConfig(
                config.network().host(),
                config.cluster().addresses(),
                Integer.parseInt(properties.getOrDefault("communication.port", "0")) + PORTS_PER_KIND / 2,
                config.shards(),
                config.watch().failureDetection(),
                Path.of(properties.getOrDefault("data", "")).resolve(name),
                config.network().tls());
        Ignite ignite = GridClient.connect(client, config.cluster().name() + "-" + name);
        clients.add(ignite);
        return ignite;
    }

    private static Path springXml() {
        return Path.of(System.getProperty("tapgrid.root", "../..")).resolve("config/grid-node.xml");
    }

    @Override
    public void close() {
        clients.forEach(Ignite::close);
        running.keySet().forEach(this::stop);
    }
}
