package io.tapgrid.grid;

import io.tapgrid.grid.copies.CopiesComparison;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.grid.ops.NodeMetrics;
import io.tapgrid.grid.ship.MicrometerShipperMetrics;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.ops.ManagementServer;
import io.tapgrid.gridapi.ops.ManagementServer.Readiness;
import io.tapgrid.gridapi.ops.ProcessMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.ignite.IgniteException;
import org.jspecify.annotations.Nullable;

/**
 * A grid node as a process has it: the node and the management port, which answers from the first moment on and takes the
 * orders to drain the whole cluster ({@code POST /drain}) and to compare all copies of it ({@code POST /compare-copies}).
 */
public final class GridProcess implements AutoCloseable {
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(60);

    private final NodeConfig config;
    private final ProcessMetrics metrics = new ProcessMetrics();
    private final @Nullable ManagementServer management;
    private volatile @Nullable GridNode node;

    private GridProcess(NodeConfig config) {
        this.config = config;
        this.management = config.network().managementPort() == 0 ? null : management();
    }

    /** Returns when the cluster serves. */
    public static GridProcess start(NodeConfig config, Path springXml, Clock clock) {
        GridProcess process = new GridProcess(config);
        GridNode node = GridNode.start(
                config, springXml, clock, NodeHost.process(new MicrometerShipperMetrics(process.metrics.registry())));
        NodeMetrics.bind(node.context(), process.metrics.registry());
        NodeMetrics.bind(node.workers(), process.metrics.registry());
        process.node = node;
        return process;
    }

    public GridNode node() {
        GridNode started = node;
        if (started == null) {
            throw new IllegalStateException("the node has not started");
        }
        return started;
    }

    private ManagementServer management() {
        try {
            return new ManagementServer(
                            new InetSocketAddress(
                                    config.network().host(), config.network().managementPort()),
                            this::readiness,
                            metrics.registry()::scrape)
                    .order("/drain", this::drain)
                    .order("/compare-copies", this::compareCopies)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "management port " + config.network().managementPort() + " cannot be listened on", e);
        }
    }

    private Readiness drain() {
        GridNode started = node;
        boolean drained = started != null && started.drain(DRAIN_PATIENCE);
        return drained ? Readiness.READY : Readiness.notYet("not everything has reached MySQL");
    }

    private Readiness compareCopies() {
        GridNode started = node;
        if (started == null) {
            return Readiness.notYet("starting, waiting for the other nodes");
        }
        List<String> differences;
        try {
            differences = new CopiesComparison(started.ignite()).differences();
        } catch (IgniteException away) {
            return Readiness.notYet("a node could not be asked: " + away.getMessage());
        }
        return differences.isEmpty() ? Readiness.READY : Readiness.notYet(String.join("; ", differences));
    }

    private Readiness readiness() {
        GridNode started = node;
        if (started == null) {
            return Readiness.notYet("starting, waiting for the other nodes");
        }
        if (!started.context().majority().holds()) {
            return Readiness.notYet("no majority: nothing is acknowledged here until it is back");
        }
        int lost = Caches.SHARD_HEAD.of(started.ignite()).lostPartitions().size();
        return lost == 0 ? Readiness.READY : Readiness.notYet(lost + " shards are away until their nodes are back");
    }

    @Override
    public void close() {
        GridNode started = node;
        if (started != null) {
            started.close();
        }
        if (management != null) {
            management.close();
        }
        metrics.close();
    }
}
