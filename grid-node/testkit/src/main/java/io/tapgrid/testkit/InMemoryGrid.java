package io.tapgrid.testkit;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleGrid;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A whole grid in memory, decided by the same kernel as the real one: several shards, escrow, expiry and the walk of the
 * sales. Nothing runs in the background; every call first catches up with the clock, so what a test sees depends on its
 * clock alone. Callable from any thread.
 *
 * <p>Faults for the tests of callers: {@link #answerInstead} answers in the grid's place, {@link #holdAnswers} decides but
 * keeps the answers back until {@link #deliverAnswers}.
 */
public final class InMemoryGrid implements SaleGrid {
    private static final Function<ShardCommand, Optional<Answer>> NO_FAULT = command -> Optional.empty();

    private final Clock clock;
    private final MemoryRows rows;
    private final MemoryBoard board;
    private final MemoryAdmin admin;
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;
    private volatile Function<ShardCommand, Optional<Answer>> fault = NO_FAULT;

    public InMemoryGrid(Shards shards, Clock clock) {
        this.clock = clock;
        this.rows = new MemoryRows(shards);
        this.board = new MemoryBoard(rows);
        this.admin = new MemoryAdmin(rows, board, clock);
    }

    /** The operators' door to the same grid. */
    public SaleAdmin admin() {
        return admin;
    }

    @Override
    public Optional<Board> board() {
        return Optional.of(admin.board());
    }

    @Override
    public CompletionStage<Answer> decide(ShardCommand command) {
        Optional<Answer> instead = fault.apply(command);
        return deliver(instead.orElseGet(() -> decided(command)));
    }

    private Answer decided(ShardCommand command) {
        synchronized (rows) {
            Instant now = rows.notBefore(clock.instant());
            rows.catchUp(now);
            return new Answer.Decided(rows.decide(command, now));
        }
    }

    private CompletionStage<Answer> deliver(Answer answer) {
        synchronized (held) {
            if (!holding) {
                return CompletableFuture.completedFuture(answer);
            }
            CompletableFuture<Answer> later = new CompletableFuture<>();
            held.add(() -> later.complete(answer));
            return later;
        }
    }

    @Override
    public CompletionStage<Optional<Purchase>> purchase(PurchaseId id) {
        synchronized (rows) {
            tick();
            List<Purchase> mine = shardOf(id.uid()).purchases(id.saleId(), id.uid());
            return CompletableFuture.completedFuture(
                    id.no() < mine.size() ? Optional.of(mine.get(id.no())) : Optional.empty());
        }
    }

    @Override
    public CompletionStage<List<Purchase>> purchases(Uid uid) {
        synchronized (rows) {
            tick();
            List<Purchase> mine = new ArrayList<>();
            for (Sale sale : rows.sales()) {
                mine.addAll(shardOf(uid).purchases(sale.id(), uid));
            }
            return CompletableFuture.completedFuture(List.copyOf(mine));
        }
    }

    @Override
    public CompletionStage<Optional<Reservation>> reservation(SaleId saleId, Sku sku, Uid uid) {
        synchronized (rows) {
            return CompletableFuture.completedFuture(shardOf(uid).reservation(saleId, sku, uid));
        }
    }

    private MemoryShard shardOf(Uid uid) {
        return rows.shard(rows.sharding().of(uid));
    }

    /** Lets the clock have its way: what every other call begins with. */
    public void tick() {
        synchronized (rows) {
            rows.catchUp(rows.notBefore(clock.instant()));
        }
    }

    /** From now on answers what the function gives, without any effect, and decides only where it gives nothing. */
    public void answerInstead(Function<ShardCommand, Optional<Answer>> answer) {
        fault = answer;
    }

    /** Back to deciding everything. */
    public void answerAgain() {
        fault = NO_FAULT;
    }

    /** From now on commands are decided, but their answers stay away. */
    public void holdAnswers() {
        synchronized (held) {
            holding = true;
        }
    }

    /** Lets all answers that were held back go, in their order, and holds no more. */
    public void deliverAnswers() {
        List<Runnable> waiting;
        synchronized (held) {
            holding = false;
            waiting = List.copyOf(held);
            held.clear();
        }
        waiting.forEach(Runnable::run);
    }
}
