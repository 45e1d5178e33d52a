package io.tapgrid.grid;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.grid.ops.NodeMetrics;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.ship.GridJournal;
import io.tapgrid.grid.ship.MicrometerShipperMetrics;
import io.tapgrid.grid.ship.Shipper;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.ops.ManagementServer;
import io.tapgrid.gridapi.ops.ManagementServer.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A grid node as a process has it: the node, the shipper that brings its journal to MySQL, and the management port, which
 * answers from the first moment on.
 */
public final class GridProcess implements AutoCloseable {
    private final NodeConfig config;
    private final PrometheusMeterRegistry registry;
    private final @Nullable ManagementServer management;
    private volatile @Nullable GridNode node;
    private @Nullable Shipper shipper;
    private @Nullable HikariDataSource database;

    private GridProcess(NodeConfig config) {
        this.config = config;
        this.registry = NodeMetrics.registry(config.consistentId());
        this.management = config.network().managementPort() == 0 ? null : management();
    }

    /** Returns when the cluster serves. */
    public static GridProcess start(NodeConfig config, Path springXml, Clock clock) {
        GridProcess process = new GridProcess(config);
        GridNode node = GridNode.start(config, springXml, clock);
        NodeMetrics.bind(node.context(), process.registry);
        process.ship(node.context(), clock);
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

    private void ship(NodeContext context, Clock clock) {
        config.database().ifPresent(settings -> {
            HikariDataSource pool = settings.open();
            GridJournal journal = new GridJournal(
                    context.ignite(),
                    context.shards(),
                    context.majority(),
                    config.work().transactionTimeout());
            Shipper started = new Shipper(journal, pool, new MicrometerShipperMetrics(registry), clock);
            started.start();
            database = pool;
            shipper = started;
        });
    }

    private ManagementServer management() {
        try {
            return new ManagementServer(
                            new InetSocketAddress(
                                    config.network().host(), config.network().managementPort()),
                            this::readiness,
                            registry::scrape)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "management port " + config.network().managementPort() + " cannot be listened on", e);
        }
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
        if (shipper != null) {
            shipper.close();
        }
        if (database != null) {
            database.close();
        }
        GridNode started = node;
        if (started != null) {
            started.close();
        }
        if (management != null) {
            management.close();
        }
    }
}
