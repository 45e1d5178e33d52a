package io.tapgrid.grid.sale;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.shard.ShardOrder;
import io.tapgrid.grid.stock.StockDesk;
import io.tapgrid.gridapi.BoardDoor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sales' door on a node: its copy of the terms, its board, the walk of the sales it is primary of, and what other nodes ask of it. */
public final class SaleDesk implements AutoCloseable {
    /** Ignite's executor for calls between nodes that are not shoppers' commands. */
    static final String EXECUTOR = StockDesk.EXECUTOR;

    private static final Logger LOG = LoggerFactory.getLogger(SaleDesk.class);
    private static final String LOCAL_MAP_KEY = "tapgrid.sale";
    private static final Duration WALK_EVERY = Duration.ofMillis(50);
    private static final Duration HINTS_EVERY = Duration.ofMillis(500);
    private static final Duration RELOAD_EVERY = Duration.ofSeconds(5);

    /** How long a barrier waits for the shards of its own node. */
    private static final Duration PASS_WITHIN = Duration.ofSeconds(2);

    private final NodeContext context;
    private final ShardOrder order;
    private final SaleBook book;
    private final HintBook hints;
    private final UnitCounts counts;
    private final WinnerCollection winners;
    private final SaleWalk walk;
    private final BoardMaker board;
    private final SaleChanges changes;
    private final ShardBarrier barrier;
    private final ScheduledExecutorService clockwork = threads("sale-walk");
    private final ScheduledExecutorService counting = threads("sale-hints");
    private long topologyRead = -1;

    /** @param mayWalk whether this node's clock agrees with the others': if not, it leaves the sales where they are */
    public SaleDesk(NodeContext context, ShardOrder order, SaleBook book, StockDesk stock, BooleanSupplier mayWalk) {
        this.context = context;
        this.order = order;
        this.book = book;
        this.hints = new HintBook(context.ignite());
        this.changes = new SaleChanges(context, book);
        this.barrier = new ShardBarrier(context);
        this.counts = new UnitCounts(context, book, hints, stock);
        this.winners = new WinnerCollection(context, book, hints, barrier);
        this.walk = new SaleWalk(context, book, changes, stock, mayWalk);
        this.board = new BoardMaker(book, hints, context.clock());
    }

    /** Begins to answer and to walk. */
    public void open() {
        var local = context.ignite().cluster().nodeLocalMap();
        local.put(LOCAL_MAP_KEY, this);
        local.put(BoardDoor.KEY, board);
        every(clockwork, WALK_EVERY, walk::walkAll);
        every(counting, HINTS_EVERY, this::refreshHints);
        every(counting, RELOAD_EVERY, this::reload);
    }

    static SaleDesk of(@Nullable Ignite ignite) {
        Object desk = ignite == null ? null : ignite.cluster().nodeLocalMap().get(LOCAL_MAP_KEY);
        if (desk instanceof SaleDesk here) {
            return here;
        }
        throw new IllegalStateException("sales: this node does not serve yet");
    }

    BoardDoor board() {
        return board;
    }

    SaleBook book() {
        return book;
    }

    SaleChanges changes() {
        return changes;
    }

    ShardBarrier barrier() {
        return barrier;
    }

    /** Lets a sale's terms pass through shards of this node; those they passed within two seconds. */
    int[] pass(SaleId saleId, int[] shards) {
        book.refresh(saleId);
        Set<Integer> passed = ConcurrentHashMap.newKeySet();
        CompletableFuture<?>[] all = Arrays.stream(shards)
                .mapToObj(shard -> order.pass(shard).thenAccept(done -> {
                    if (done) {
                        passed.add(shard);
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all)
                .completeOnTimeout(null, PASS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> null)
                .join();
        return passed.stream().mapToInt(Integer::intValue).toArray();
    }

    long[][] count(String[] saleIds, String[][] skus) {
        return counts.here(saleIds, skus);
    }

    private void refreshHints() {
        long topology = context.ignite().cluster().topologyVersion();
        if (topology != topologyRead) {
            topologyRead = topology;
            reload();
        }
        List<Sale> mine = book.sales().stream()
                .filter(sale -> context.isPrimary(context.shards().of(sale.id())))
                .toList();
        counts.countAll(mine.stream().filter(this::isCounted).toList());
        mine.forEach(winners::collectIfDue);
    }

    /** What comes back after the end stays unsold, so one count is enough for a closed sale. */
    private boolean isCounted(Sale sale) {
        return sale.state() != SaleState.CLOSED || hints.unitsLeft(sale.id()).isEmpty();
    }

    private void reload() {
        book.reload();
        hints.reload();
    }

    private static ScheduledExecutorService threads(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static void every(ScheduledExecutorService on, Duration pause, Runnable task) {
        var unused = on.scheduleWithFixedDelay(() -> quietly(on, task), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A task that throws would never be run again. */
    private static void quietly(ScheduledExecutorService on, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            if (!on.isShutdown()) {
                LOG.warn("sales: a background task failed and is tried again: {}", failure.toString());
            }
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        counting.shutdownNow();
        hints.close();
        var local = context.ignite().cluster().nodeLocalMap();
        local.remove(LOCAL_MAP_KEY);
        local.remove(BoardDoor.KEY);
    }
}
