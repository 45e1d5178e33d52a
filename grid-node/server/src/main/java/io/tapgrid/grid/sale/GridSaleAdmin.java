package io.tapgrid.grid.sale;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.grid.audit.AuditLog;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.shard.NotCommittedException;
import io.tapgrid.grid.shard.UnknownOutcomeException;
import io.tapgrid.grid.stock.Conservations;
import io.tapgrid.grid.stock.StockAdjustments;
import io.tapgrid.grid.stock.StockDesk;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.cache.CacheException;
import org.apache.ignite.IgniteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Operators' door on a grid node: what it is asked it does itself, wherever the rows lie. Any thread that may block. */
public final class GridSaleAdmin implements SaleAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(GridSaleAdmin.class);
    private static final int TRIES = 4;
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(100);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final NodeContext context;
    private final SaleDesk sales;
    private final StockDesk stock;
    private final StockAdjustments adjustments;
    private final Conservations conservations;
    private final ReservationImports imports;

    public GridSaleAdmin(NodeContext context, SaleDesk sales, StockDesk stock) {
        this.context = context;
        this.sales = sales;
        this.stock = stock;
        this.adjustments = new StockAdjustments(context);
        this.conservations = new Conservations(context);
        this.imports = new ReservationImports(context);
    }

    @Override
    public Board board() {
        return sales.board().board();
    }

    /** A change of terms is done when every shard decides by it; shards that are away will, since they read the rows when they are back. */
    @Override
    public Saved save(Sale sale, List<Item> items, String actor) {
        Saved saved = available(() -> sales.changes().save(sale, items, actor));
        if (saved instanceof Saved.Done done && done.changed() && !done.created()) {
            sales.barrier().pass(sale.id());
        }
        return saved;
    }

    @Override
    public Applied move(SaleId saleId, Move move, Optional<RequestKey> key, String actor) {
        Applied applied = available(() -> sales.changes().move(saleId, move, key, actor));
        if (applied instanceof Applied.Done done) {
            Set<Integer> pending = sales.barrier().pass(saleId);
            return new Applied.Done(done.sale(), pending);
        }
        return applied;
    }

    @Override
    public Adjusted adjustStock(SaleId saleId, Sku sku, long delta, String reason, RequestKey key, String actor) {
        if (sales.book().item(saleId, sku).isEmpty()) {
            Reason unknown = sales.book().sale(saleId).isEmpty() ? Reason.UNKNOWN_SALE : Reason.UNKNOWN_ITEM;
            return new Adjusted.Refused(unknown, "sku: " + sku + " (expected: an item of a known sale)");
        }
        StockAdjusted wish = new StockAdjusted(saleId, sku, delta, reason, key.value());
        Adjusted adjusted = available(() -> adjustments.adjust(wish, actor));
        stock.scanEverywhere();
        return adjusted;
    }

    @Override
    public CompletionStage<Imported> importReservations(SaleId saleId, List<Line> lines) {
        return imports.run(saleId, lines);
    }

    @Override
    public List<ItemStock> conservation(SaleId saleId) {
        List<Sku> items = sales.book().items(saleId).stream().map(Item::sku).toList();
        return available(() -> conservations.read(saleId, items));
    }

    @Override
    public AuditPage audit(AuditMark before, int limit) {
        return available(() -> AuditLog.read(context.ignite(), before, limit));
    }

    @Override
    public void record(AuditRow row) {
        available(() -> {
            AuditLog.write(context.ignite(), row);
            return row;
        });
    }

    /**
     * What certainly had no effect is tried again here; what nobody knows is asked again by the operator with the same key, and each of these
     * finds what it did before.
     */
    private static <T> T available(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (NotCommittedException failure) {
                LOG.warn("an operator's command was not carried out, try {} of {}", tries, TRIES, failure);
                if (tries == TRIES || failure.reason() == Reason.NO_MAJORITY) {
                    throw unavailable(failure.reason(), failure);
                }
                pause();
            } catch (UnknownOutcomeException failure) {
                LOG.warn("an operator's command may have been carried out or not", failure);
                throw unavailable(Reason.UNKNOWN_OUTCOME, failure);
            } catch (IgniteException | CacheException failure) {
                LOG.warn("an operator's question was not answered", failure);
                throw unavailable(Reason.DEGRADED, failure);
            }
        }
    }

    private static GridUnavailableException unavailable(Reason reason, RuntimeException failure) {
        return new GridUnavailableException(reason, RETRY_AFTER, failure.toString());
    }

    private static void pause() {
        try {
            Thread.sleep(BEFORE_NEXT_TRY.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
