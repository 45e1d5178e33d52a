package io.tapgrid.web.grid;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.gridapi.ShardDoor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.ignite.Ignite;

/** {@link SaleGrid} over an Ignite node of this JVM: a client of the grid, or the one server it consists of. */
public final class IgniteSaleGrid implements SaleGrid, AutoCloseable {
    /** Commands that wait in this process to be sent: about a second's worth. */
    private static final int WAITING_MAX = 20_000;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Shards shards;
    private final ScheduledExecutorService later;
    private final ExecutorService replies;
    private final ExecutorService senders;
    private final Attempts attempts;
    private final GridReads reads;
    private final BoardPoll poll;

    private IgniteSaleGrid(Ignite ignite, Shards shards, Clock clock, RouteMaker routes) {
        this.shards = shards;
        String name = ignite.name() == null ? "grid" : ignite.name();
        this.later = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, name + "-later"));
        this.replies = Executors.newSingleThreadExecutor(work -> daemon(work, name + "-replies"));
        this.senders = Senders.start(name);
        this.attempts = new Attempts(clock, later, back -> routes.make(back, replies, senders, later));
        this.reads = new GridReads(ignite, shards, senders, replies);
        this.poll = new BoardPoll(ignite, senders, replies);
        attempts.start();
        poll.start(later);
    }

    private interface RouteMaker {
        Route make(Attempts back, ExecutorService replies, ExecutorService senders, ScheduledExecutorService later);
    }

    /** Over a node that is a client of the grid, or one of several servers. */
    public static IgniteSaleGrid remote(Ignite ignite, Shards shards, Clock clock) {
        return new IgniteSaleGrid(
                ignite,
                shards,
                clock,
                (back, replies, senders, later) ->
                        new RemoteRoute(ignite, shards.count(), back, replies, senders, later));
    }

    /** Over the only server of a grid of one, without any call. */
    public static IgniteSaleGrid embedded(Ignite ignite, Shards shards, Clock clock) {
        if (ignite.cluster().nodeLocalMap().get(ShardDoor.KEY) instanceof ShardDoor door) {
            return new IgniteSaleGrid(
                    ignite, shards, clock, (back, replies, senders, later) -> new LocalRoute(door, back));
        }
        throw new IllegalStateException("grid: its door is not open (expected: a server that is ready)");
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Optional<Board> board() {
        return poll.board();
    }

    /** Completes on a thread of the grid, which must not be held up. */
    @Override
    public CompletionStage<Answer> decide(ShardCommand command) {
        if (attempts.waiting() >= WAITING_MAX) {
            return CompletableFuture.completedStage(new Answer.NotTaken(Reason.QUEUE_FULL, RETRY_AFTER));
        }
        OpenCommand open = new OpenCommand(command, command.shard(shards), attempts.now());
        attempts.begin(open);
        return open.answer();
    }

    @Override
    public CompletionStage<Optional<Purchase>> purchase(PurchaseId purchaseId) {
        return reads.purchase(purchaseId);
    }

    @Override
    public CompletionStage<List<Purchase>> purchases(Uid uid) {
        Optional<Board> board = board();
        if (board.isEmpty()) {
            // Which sales there are is not known yet: nobody is told that he has nothing.
            return CompletableFuture.failedStage(new GridUnavailableException(
                    Reason.DEGRADED, RETRY_AFTER, "the grid has not told yet which sales there are"));
        }
        List<SaleId> sales =
                board.get().sales().stream().map(card -> card.sale().id()).toList();
        return reads.purchases(uid, sales);
    }

    @Override
    public CompletionStage<Optional<Reservation>> reservation(SaleId saleId, Sku sku, Uid uid) {
        return reads.reservation(saleId, sku, uid);
    }

    /** Answers what is still open. The Ignite node is the caller's. */
    @Override
    public void close() {
        later.shutdownNow();
        attempts.close();
        senders.shutdown();
        replies.shutdown();
    }
}
