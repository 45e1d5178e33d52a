package io.tapgrid.grid.sale;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Lifecycle;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.shard.NotCommittedException;
import io.tapgrid.grid.shard.UnknownOutcomeException;
import io.tapgrid.grid.stock.ItemRef;
import io.tapgrid.grid.stock.StockDesk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks sales through their states as the clock and the stock have it. A sale is walked by the node that is primary of its shard; should two
 * nodes think so for a moment, each step is decided again under the lock of that shard's head, so it is made once. Who takes a sale over begins
 * where the row says it is; only a warm-up under way begins anew, which changes nothing where it has been.
 *
 * <p>One thread.
 */
final class SaleWalk {
    private static final Logger LOG = LoggerFactory.getLogger(SaleWalk.class);
    private static final String ACTOR = "clock";

    private final NodeContext context;
    private final SaleBook book;
    private final SaleChanges changes;
    private final StockDesk stock;
    private final BooleanSupplier mayWalk;
    private final Lifecycle lifecycle = Lifecycle.DEFAULT;
    private final Map<SaleId, CompletableFuture<Integer>> warmUps = new ConcurrentHashMap<>();

    SaleWalk(NodeContext context, SaleBook book, SaleChanges changes, StockDesk stock, BooleanSupplier mayWalk) {
        this.context = context;
        this.book = book;
        this.changes = changes;
        this.stock = stock;
        this.mayWalk = mayWalk;
    }

    /** Takes every step that is due here now. */
    void walkAll() {
        if (!mayWalk.getAsBoolean()) {
            return;
        }
        for (Sale sale : book.sales()) {
            if (context.isPrimary(context.shards().of(sale.id()))) {
                try {
                    walk(sale);
                } catch (NotCommittedException | UnknownOutcomeException failure) {
                    LOG.warn(
                            "sale {}: a step from {} was not made, it is tried again: {}",
                            sale.id(),
                            sale.state(),
                            failure.getMessage());
                }
            }
        }
    }

    private void walk(Sale sale) {
        Optional<Sale> at = Optional.of(sale);
        while (at.isPresent() && due(at.get()).isPresent()) {
            SaleState from = at.get().state();
            at = changes.walk(sale.id(), this::due, ACTOR);
            at.ifPresent(it -> LOG.info("sale {}: {} → {}", it.id(), from, it.state()));
        }
    }

    private Optional<SaleState> due(Sale sale) {
        Lifecycle.Stock now = new Lifecycle.Stock(isWarm(sale), book.isAllSoldOut(sale.id()));
        return lifecycle.due(sale, now, context.clock().instant());
    }

    /** Starts the warm-up of a sale that wants one. Slices that could not be reached do not hold it up: they are refilled on demand. */
    private boolean isWarm(Sale sale) {
        if (sale.state() != SaleState.WARMING) {
            warmUps.remove(sale.id());
            return false;
        }
        CompletableFuture<Integer> warmUp = warmUps.computeIfAbsent(sale.id(), id -> stock.warmUp(items(id)));
        if (warmUp.isCompletedExceptionally()) {
            LOG.warn("sale {}: the warm-up failed and is begun again", sale.id());
            warmUps.remove(sale.id());
            return false;
        }
        return warmUp.isDone();
    }

    private List<ItemRef> items(SaleId saleId) {
        return book.items(saleId).stream().map(SaleWalk::ref).toList();
    }

    private static ItemRef ref(Item item) {
        return new ItemRef(item.saleId(), item.sku());
    }
}
