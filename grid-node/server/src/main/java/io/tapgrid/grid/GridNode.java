package io.tapgrid.grid;

import io.tapgrid.grid.node.ClusterActivation;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.grid.node.NodeXml;
import io.tapgrid.grid.sale.GridSaleAdmin;
import io.tapgrid.grid.sale.SaleBook;
import io.tapgrid.grid.sale.SaleDesk;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.shard.ShardWorkers;
import io.tapgrid.grid.sql.GridViews;
import io.tapgrid.grid.stock.StockDesk;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.ShardDoor;
import io.tapgrid.gridapi.wire.AdminCall;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;

/** A running grid node and all its parts, put together by hand in the order in which they need each other. */
public final class GridNode implements AutoCloseable {
    private final NodeContext context;
    private final ShardWorkers workers;
    private final StockDesk stock;
    private final SaleBook book;
    private final SaleDesk sales;
    private final SaleAdmin admin;

    private GridNode(NodeContext context) {
        this.context = context;
        this.workers = new ShardWorkers(context, () -> true, () -> true);
        this.stock = new StockDesk(context, workers);
        this.book = SaleBook.open(context.ignite());
        this.sales = new SaleDesk(context, workers, book, stock);
        this.admin = new GridSaleAdmin(context, sales, stock);
    }

    /**
     * Starts a node and returns when the cluster serves, which takes until the others are there.
     *
     * @param springXml the node's Ignite configuration, {@code config/grid-node.xml}
     */
    public static GridNode start(NodeConfig config, Path springXml, Clock clock) {
        Ignite ignite = Ignition.start(NodeXml.load(springXml, config));
        ClusterActivation.await(ignite, config);
        GridNode node = new GridNode(NodeContext.of(config, ignite, clock));
        node.serve();
        return node;
    }

    private void serve() {
        GridViews.install(context.ignite());
        workers.start(stock);
        stock.open();
        context.ignite().cluster().<String, Object>nodeLocalMap().put(ShardDoor.KEY, workers);
        sales.open();
        context.ignite().cluster().<String, Object>nodeLocalMap().put(AdminCall.DOOR_KEY, admin);
    }

    public NodeContext context() {
        return context;
    }

    /** Operators' door, for whoever is in this JVM. */
    public SaleAdmin admin() {
        return admin;
    }

    public StockDesk stock() {
        return stock;
    }

    public Ignite ignite() {
        return context.ignite();
    }

    @Override
    public void close() {
        sales.close();
        workers.close();
        stock.close();
        book.close();
        Ignition.stop(context.config().instanceName(), true);
    }
}
