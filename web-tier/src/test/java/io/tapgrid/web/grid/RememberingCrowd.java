package io.tapgrid.web.grid;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand.Grab;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.SaleGrid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shoppers who want one unit each and remember what they were told. Who was told that nothing was done, or that nobody knows, asks again with
 * the same key, again and again, with a pause, until he has a unit or a refusal. A bounded number are at it at a time.
 */
final class RememberingCrowd implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final long PATIENCE_SECONDS = 240;

    private final SaleGrid grid;
    private final SaleId saleId;
    private final Sku sku;
    private final Semaphore atOnce;
    private final int atOnceMax;
    private final Map<Uid, Purchase> told = new ConcurrentHashMap<>();
    private final Map<Uid, Outcome> refused = new ConcurrentHashMap<>();
    private final Map<Reason, AtomicInteger> notTaken = new ConcurrentHashMap<>();
    private final AtomicInteger unknown = new AtomicInteger();
    private volatile boolean goingHome;

    RememberingCrowd(SaleGrid grid, SaleId saleId, Sku sku, int atOnce) {
        this.grid = grid;
        this.saleId = saleId;
        this.sku = sku;
        this.atOnce = new Semaphore(atOnce);
        this.atOnceMax = atOnce;
    }

    /** Sends shoppers off one after another, as fast as others come back, in a thread of its own. */
    CompletableFuture<Void> send(List<Uid> shoppers) {
        return CompletableFuture.runAsync(
                () -> {
                    shoppers.forEach(this::send);
                    join();
                },
                work -> new Thread(work, "crowd").start());
    }

    private void send(Uid uid) {
        acquire(1);
        ask(uid);
    }

    private void join() {
        acquire(atOnceMax);
        atOnce.release(atOnceMax);
    }

    private void acquire(int permits) {
        try {
            if (!atOnce.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("shoppers have waited for " + PATIENCE_SECONDS + " s: " + this);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void ask(Uid uid) {
        grid.decide(new Grab(saleId, sku, uid, new RequestKey("key-of-" + uid.value())))
                .whenComplete((answer, broken) -> {
                    if (answer instanceof Answer.Decided decided) {
                        hear(uid, decided.outcome());
                        atOnce.release();
                        return;
                    }
                    if (answer instanceof Answer.NotTaken no) {
                        notTaken.computeIfAbsent(no.reason(), it -> new AtomicInteger())
                                .incrementAndGet();
                    } else {
                        unknown.incrementAndGet();
                    }
                    if (goingHome) {
                        atOnce.release();
                    } else {
                        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                                .execute(() -> ask(uid));
                    }
                });
    }

    private void hear(Uid uid, Outcome outcome) {
        if (outcome instanceof Outcome.Won won) {
            told.put(uid, won.purchase());
        } else if (outcome instanceof Outcome.Repeated repeated) {
            told.put(uid, repeated.purchase());
        } else {
            refused.put(uid, outcome);
        }
    }

    /** What shoppers were told they have. */
    Map<Uid, Purchase> told() {
        return Map.copyOf(told);
    }

    Map<Uid, Outcome> refused() {
        return Map.copyOf(refused);
    }

    int notTaken(Reason reason) {
        AtomicInteger count = notTaken.get(reason);
        return count == null ? 0 : count.get();
    }

    /** Nobody asks again after his next answer. */
    @Override
    public void close() {
        goingHome = true;
    }

    @Override
    public String toString() {
        return told.size() + " won, " + refused.size() + " refused, not taken " + notTaken + ", unknown " + unknown;
    }
}
