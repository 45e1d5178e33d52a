package io.tapgrid.grid.shard;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.grid.shard.ParkedGrabs.Place;
import io.tapgrid.gridapi.ShardDoor;
import io.tapgrid.gridapi.ShardReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * This node's door: every shard has one worker here, {@code shard mod workers}, so its commands are decided one after another, and a worker
 * decides those of several shards in one transaction. Any thread; nothing here blocks but {@link #close}.
 */
public final class ShardWorkers implements ShardDoor, ShardOrder, AutoCloseable {
    private static final long STOP_MILLIS_MAX = 10_000;

    /** Twice the calls that one web process may have under way here: one that died does not keep the answers of another. */
    private static final int ANSWERING = 8;

    private final List<WorkQueue> queues = new ArrayList<>();
    private final List<ShardWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ShardTally tally = new ShardTally();
    private final ExecutorService answers;
    private final NodeContext node;
    private final IntPredicate isPrimary;
    private final BooleanSupplier mayDecide;
    private final BooleanSupplier mayGrow;

    /**
     * @param mayDecide whether this node may decide anything at all: its clock agrees with the others'
     * @param mayGrow whether there is room for more rows
     */
    public ShardWorkers(NodeContext node, BooleanSupplier mayDecide, BooleanSupplier mayGrow) {
        this.node = node;
        this.isPrimary = node::isPrimary;
        this.mayDecide = mayDecide;
        this.mayGrow = mayGrow;
        this.answers = Executors.newFixedThreadPool(ANSWERING, task -> answering(task, node));
        NodeConfig.Work work = node.config().work();
        for (int i = 0; i < work.workers(); i++) {
            WorkQueue queue = new WorkQueue(work.queueCommandsMax(), work.batchCommandsMax(), work.gather());
            queues.add(queue);
            workers.add(new ShardWorker(queue, node.clock(), work.parkMax()));
        }
    }

    /** Begins to decide. Only now the supply is needed, which itself asks this door for the order of the shards. */
    public void start(StockSupply supply) {
        ShardBatch batch = new ShardBatch(node, mayDecide, supply);
        for (int i = 0; i < workers.size(); i++) {
            ShardWorker worker = workers.get(i);
            Thread thread = new Thread(
                    () -> worker.run(batch, supply),
                    "shards-" + i + "-" + node.config().instanceName());
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    public void take(int shard, ShardCommand command, Instant decideBefore, Consumer<ShardReply> replyTo) {
        Asked asked = new Asked(shard, command, decideBefore, reply -> {
            tally.count(reply);
            replyTo.accept(reply);
        });
        if (addsRows(command) && !mayGrow.getAsBoolean()) {
            asked.notTaken(Reason.DEGRADED);
        } else if (!queueOf(shard).offer(asked)) {
            asked.notTaken(Reason.QUEUE_FULL);
        }
    }

    private static Thread answering(Runnable task, NodeContext node) {
        Thread thread = new Thread(task, "answers-" + node.config().instanceName());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Executor answers() {
        return answers;
    }

    /** Those that only move a purchase on are always taken. */
    private static boolean addsRows(ShardCommand command) {
        return command instanceof ShardCommand.Grab
                || command instanceof ShardCommand.Reserve
                || command instanceof ShardCommand.ImportReservations;
    }

    @Override
    public CompletableFuture<Boolean> pass(int shard) {
        CompletableFuture<Boolean> passed = new CompletableFuture<>();
        queueOf(shard).offerBetween(() -> passed.complete(isPrimary.test(shard)));
        return passed;
    }

    @Override
    public long waiting(int shard, SaleId saleId, Sku sku) {
        return workerOf(shard).waiting(new Place(shard, saleId, sku));
    }

    @Override
    public void retry(int shard, SaleId saleId, Sku sku) {
        workerOf(shard).retry(new Place(shard, saleId, sku));
    }

    public ShardTally tally() {
        return tally;
    }

    /** Commands that wait, over all workers. */
    public int queueLength() {
        return queues.stream().mapToInt(WorkQueue::size).sum();
    }

    private WorkQueue queueOf(int shard) {
        return queues.get(shard % queues.size());
    }

    private ShardWorker workerOf(int shard) {
        return workers.get(shard % workers.size());
    }

    /** Works through what has been taken, and stops. */
    @Override
    public void close() {
        queues.forEach(WorkQueue::close);
        for (Thread thread : threads) {
            try {
                thread.join(STOP_MILLIS_MAX);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            thread.interrupt();
        }
        answers.shutdown();
    }
}
