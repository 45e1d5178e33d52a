package io.tapgrid.grid;

import io.micrometer.core.instrument.Metrics;
import io.tapgrid.grid.copies.CopiesRepair;
import io.tapgrid.grid.expiry.Expiry;
import io.tapgrid.grid.node.ClusterActivation;
import io.tapgrid.grid.node.GridEntry;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.grid.node.NodeXml;
import io.tapgrid.grid.node.ServedMark;
import io.tapgrid.grid.node.ShardsLostException;
import io.tapgrid.grid.readonly.KnownTypes;
import io.tapgrid.grid.readonly.SqlPortLife;
import io.tapgrid.grid.restore.ColdStartRefusedException;
import io.tapgrid.grid.sale.GridSaleAdmin;
import io.tapgrid.grid.sale.SaleBook;
import io.tapgrid.grid.sale.SaleDesk;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.shard.ShardWorkers;
import io.tapgrid.grid.ship.MicrometerShipperMetrics;
import io.tapgrid.grid.ship.MySqlFollower;
import io.tapgrid.grid.sql.GridViews;
import io.tapgrid.grid.stock.ItemRef;
import io.tapgrid.grid.stock.StockDesk;
import io.tapgrid.grid.stock.StockRepairs;
import io.tapgrid.grid.watch.CutOffMark;
import io.tapgrid.grid.watch.FailedNode;
import io.tapgrid.grid.watch.NodeEnd;
import io.tapgrid.grid.watch.Watches;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.ShardDoor;
import io.tapgrid.gridapi.wire.AdminCall;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.jspecify.annotations.Nullable;

/** A running grid node and all its parts, put together by hand in the order in which they need each other. */
public final class GridNode implements AutoCloseable {
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(45);

    private final NodeContext context;
    private final Watches watches;
    private final ShardWorkers workers;
    private final StockDesk stock;
    private final SaleBook book;
    private final SaleDesk sales;
    private final Expiry expiry;
    private final SaleAdmin admin;
    private final @Nullable MySqlFollower follower;
    private final AtomicBoolean serving = new AtomicBoolean();

    private GridNode(NodeContext context, @Nullable MySqlFollower follower, NodeEnd end) {
        this.context = context;
        this.follower = follower;
        this.watches = new Watches(context, end);
        this.workers = new ShardWorkers(context, watches.clock()::agrees, watches.room()::hasRoom);
        this.stock = new StockDesk(context, workers);
        this.book = SaleBook.open(context.ignite());
        this.sales = new SaleDesk(context, workers, book, stock, watches.clock()::agrees);
        this.expiry = new Expiry(context, workers);
        this.admin = new GridSaleAdmin(context, sales, stock);
    }

    /**
     * Starts a node and returns when the cluster serves, which takes until the others are there.
     *
     * @param springXml the node's Ignite configuration, {@code config/grid-node.xml}
     */
    public static GridNode start(NodeConfig config, Path springXml, Clock clock) {
        NodeEnd stop = why -> new Thread(() -> Ignition.stop(config.instanceName(), true), "end-node").start();
        return start(
                config, springXml, clock, new NodeHost(new MicrometerShipperMetrics(Metrics.globalRegistry), stop));
    }

    /**
     * The same in a process that has a say in how its node ends.
     *
     * @throws ColdStartRefusedException when the grid is empty and MySQL is not, and something may be missing there
     * @throws ShardsLostException when no disk has a copy of a shard any more
     */
    static GridNode start(NodeConfig config, Path springXml, Clock clock, NodeHost host) {
        CutOffMark mark = new CutOffMark(config);
        boolean cameBackAsItWas = mark.heed();
        ServedMark served = new ServedMark(config.dataFolder());
        Ignite ignite = GridEntry.join(config, () -> {
            IgniteConfiguration configuration = NodeXml.load(springXml, config)
                    .setFailureHandler(new FailedNode(mark, host.end()))
                    .setLifecycleBeans(new SqlPortLife(config.network()));
            if (cameBackAsItWas) {
                CopiesRepair.announce(configuration);
            }
            served.announce(configuration);
            return configuration;
        });
        MySqlFollower follower = config.database()
                .map(database -> new MySqlFollower(config, database, host.metrics(), clock))
                .orElse(null);
        try {
            ClusterActivation.await(ignite, config, () -> fillEmptyGrid(ignite, follower));
            if (config.storage().persistent()) {
                served.set();
            }
            if (follower != null) {
                follower.beforeServing();
            }
            GridNode node = new GridNode(NodeContext.of(config, ignite, clock), follower, host.end());
            if (cameBackAsItWas) {
                new CopiesRepair(node.context()).run();
                mark.remove();
            }
            node.serve();
            return node;
        } catch (ColdStartRefusedException | ShardsLostException refused) {
            Ignition.stop(config.instanceName(), true);
            throw refused;
        }
    }

    private static void fillEmptyGrid(Ignite ignite, @Nullable MySqlFollower follower) {
        if (follower != null) {
            follower.fillEmptyGrid(ignite);
        }
    }

    /** Shoppers first: a node that comes back is primary of its shards before this begins, and until its door is open they stand still. */
    private void serve() {
        new StockRepairs(context).run(allItems());
        watches.start();
        workers.start(stock);
        stock.open();
        context.ignite().cluster().<String, Object>nodeLocalMap().put(ShardDoor.KEY, workers);
        sales.open();
        expiry.start();
        context.ignite().cluster().<String, Object>nodeLocalMap().put(AdminCall.DOOR_KEY, admin);
        context.ignite().cluster().<String, Object>nodeLocalMap().put(DrainStep.NODE_KEY, this);
        if (follower != null) {
            follower.start(context.ignite(), context.shards(), context.majority());
        }
        serving.set(true);
        KnownTypes.tell(context.ignite());
        GridViews.install(context.ignite());
    }

    private List<ItemRef> allItems() {
        return book.sales().stream()
                .flatMap(sale -> book.items(sale.id()).stream())
                .map(item -> new ItemRef(item.saleId(), item.sku()))
                .toList();
    }

    /** Takes no more commands and does nothing by itself any more; the journal goes on to MySQL. Harmless when repeated. */
    void stopServing() {
        if (!serving.compareAndSet(true, false)) {
            return;
        }
        // First: the others go too, and that is no reason to end at once.
        watches.close();
        context.ignite().cluster().nodeLocalMap().remove(AdminCall.DOOR_KEY);
        context.ignite().cluster().nodeLocalMap().remove(ShardDoor.KEY);
        expiry.close();
        sales.close();
        workers.close();
        stock.close();
    }

    @Nullable
    MySqlFollower follower() {
        return follower;
    }

    /**
     * Stops the whole cluster's serving, brings its journal to MySQL and records there that nothing is missing. Asked of
     * one node, before the first is stopped: without a majority nothing can be shipped.
     *
     * @return whether all of it was done within the patience; if not, the next start goes on where this ended
     */
    public boolean drain(Duration patience) {
        return new ClusterDrain(this).run(patience);
    }

    public NodeContext context() {
        return context;
    }

    /** Operators' door, for whoever is in this JVM. */
    public SaleAdmin admin() {
        return admin;
    }

    ShardWorkers workers() {
        return workers;
    }

    public StockDesk stock() {
        return stock;
    }

    public Ignite ignite() {
        return context.ignite();
    }

    /** Ends this node. The last of a cluster of one drains by itself; others are drained together, before. */
    @Override
    public void close() {
        if (serving.get() && follower != null && context.config().cluster().nodes() == 1) {
            drain(DRAIN_PATIENCE);
        }
        stopServing();
        book.close();
        if (follower != null) {
            follower.close();
        }
        Ignition.stop(context.config().instanceName(), true);
    }
}
