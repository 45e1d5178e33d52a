package io.tapgrid.grid.stock;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.shard.ShardOrder;
import io.tapgrid.grid.shard.StockSupply;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;

/**
 * The stock's door on a node: shard workers ask it for units and tell it what batches left behind, other nodes call units back through it, the
 * walk of the sales has items warmed up by it.
 */
public final class StockDesk implements StockSupply, AutoCloseable {
    /** Ignite's executor for calls between nodes that are not shoppers' commands. */
    public static final String EXECUTOR = "background";

    static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

    /** Returns are gathered for as long; a quarter of a second, so that with the commit they stay below half of one. */
    private static final Duration SWEEP_EVERY = Duration.ofMillis(250);

    private static final Duration LOOK_AGAIN_EVERY = Duration.ofSeconds(1);
    private static final Duration SCAN_EVERY = Duration.ofSeconds(10);

    private static final String LOCAL_MAP_KEY = "tapgrid.stock";

    private final NodeContext context;
    private final StockThreads threads = new StockThreads();
    private final Transfers transfers;
    private final HandBacks handBacks;
    private final Refills refills;
    private final Returns returns;
    private final StockWatch watch;
    private final WarmUp warmUp;
    private volatile long topologyScanned = -1;

    /** @param order the shards of this node; asked only after {@link #open} */
    public StockDesk(NodeContext context, ShardOrder order) {
        this.context = context;
        this.transfers = new Transfers(context.transactions(), context.shards());
        this.handBacks = new HandBacks(transfers, order, context.shards());
        Recalls recalls = new Recalls(context.ignite(), handBacks, threads);
        this.refills = new Refills(transfers, order, context.shards(), threads, recalls);
        this.watch = new StockWatch(context.ignite(), context.shards());
        this.returns = new Returns(context.ignite(), context.shards(), handBacks, watch);
        this.warmUp = new WarmUp(handBacks, context.shards());
    }

    /** Begins to answer other nodes and to sweep. */
    public void open() {
        context.ignite().cluster().nodeLocalMap().put(LOCAL_MAP_KEY, this);
        threads.every(SWEEP_EVERY, this::sweep);
        threads.every(LOOK_AGAIN_EVERY, returns::lookAgain);
        threads.every(SCAN_EVERY, returns::scan);
    }

    static StockDesk of(@Nullable Ignite ignite) {
        Object desk = ignite == null ? null : ignite.cluster().nodeLocalMap().get(LOCAL_MAP_KEY);
        if (desk instanceof StockDesk here) {
            return here;
        }
        throw new IllegalStateException("stock: this node does not serve yet");
    }

    @Override
    public void needsStock(int shard, SaleId saleId, Sku sku) {
        refills.ask(new Leg(shard, new ItemRef(saleId, sku)));
    }

    @Override
    public void committed(Collection<Slice> slices) {
        slices.forEach(returns::look);
    }

    int giveBack(ItemRef item, List<Integer> shards) {
        return handBacks.giveBack(item, shards);
    }

    /** Warms items up in the background; completes with the number of slices that could not be reached. */
    public CompletableFuture<Integer> warmUp(Collection<ItemRef> items) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        threads.run(() -> {
            try {
                done.complete(warmUp.run(items));
                scanEverywhere();
            } catch (RuntimeException failure) {
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    /** Free units of an item in the shards named, which are this node's; a hint. */
    public long unitsLeft(ItemRef item, IntPredicate here) {
        return watch.unitsLeft(item, here);
    }

    /** Transactions between pools and slices that this node has begun: refills, returns and warm-up. */
    public long transfers() {
        return transfers.count();
    }

    /** Has every node look at its slices again soon, after many of them were changed from here. */
    public void scanEverywhere() {
        context.ignite()
                .compute(context.ignite().cluster().forServers())
                .withExecutor(EXECUTOR)
                .withTimeout(CALL_TIMEOUT.toMillis())
                .broadcastAsync(new ScanJob());
    }

    void scanSoon() {
        topologyScanned = -1;
    }

    private void sweep() {
        long topology = context.ignite().cluster().topologyVersion();
        if (topology != topologyScanned) {
            topologyScanned = topology;
            returns.scan();
        }
        returns.sweep();
    }

    @Override
    public void close() {
        context.ignite().cluster().nodeLocalMap().remove(LOCAL_MAP_KEY);
        threads.close();
    }
}
