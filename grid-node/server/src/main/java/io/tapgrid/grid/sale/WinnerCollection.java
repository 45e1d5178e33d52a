package io.tapgrid.grid.sale;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.gridapi.Winners;
import io.tapgrid.gridapi.cache.Caches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ignite.cache.query.QueryCursor;
import org.apache.ignite.cache.query.SqlFieldsQuery;

/**
 * Collects who may have won in a sale, once there is something to close over: an item is sold out at a version the last collection does not
 * cover, or the sale sells nothing any more and every shard knows. The purchases are read on the primaries of all shards after that was seen; a
 * change of the topology in between makes the collection void.
 *
 * <p>Blocks for a query over the sale's purchases, so between two of them at least nine times as long passes.
 */
final class WinnerCollection {
    private static final int REST_FACTOR = 9;
    private static final String WINNERS = "SELECT DISTINCT UID FROM PURCHASE WHERE SALE_ID = ?";

    private final NodeContext context;
    private final SaleBook book;
    private final HintBook hints;
    private final ShardBarrier barrier;
    private final Map<SaleId, Long> notBeforeNanos = new ConcurrentHashMap<>();

    WinnerCollection(NodeContext context, SaleBook book, HintBook hints, ShardBarrier barrier) {
        this.context = context;
        this.book = book;
        this.hints = hints;
        this.barrier = barrier;
    }

    /** Collects the winners of a sale if there is something new to close over. */
    void collectIfDue(Sale sale) {
        Long notBefore = notBeforeNanos.get(sale.id());
        if (notBefore != null && System.nanoTime() - notBefore < 0) {
            return;
        }
        Map<Sku, Long> soldOut = soldOut(sale);
        boolean silent = sale.state().hasStopped();
        if (isCovered(sale, soldOut, silent)) {
            return;
        }
        long started = System.nanoTime();
        long topology = context.ignite().cluster().topologyVersion();
        boolean known = !silent || barrier.pass(sale.id()).isEmpty();
        if (known) {
            Winners winners = read(sale, silent, soldOut);
            if (topology == context.ignite().cluster().topologyVersion()) {
                hints.keep(sale.id(), winners, context.clock().millis());
            }
        }
        long rest = Math.max(
                REST_FACTOR * (System.nanoTime() - started),
                Duration.ofMillis(100).toNanos());
        notBeforeNanos.put(sale.id(), System.nanoTime() + rest);
    }

    private Map<Sku, Long> soldOut(Sale sale) {
        Map<Sku, Long> soldOut = new HashMap<>();
        for (Item item : book.items(sale.id())) {
            SaleBook.StockFlag flag = book.flag(sale.id(), item.sku());
            if (flag.soldOut()) {
                soldOut.put(item.sku(), flag.poolVersion());
            }
        }
        return soldOut;
    }

    private boolean isCovered(Sale sale, Map<Sku, Long> soldOut, boolean silent) {
        if (soldOut.isEmpty() && !silent) {
            return true;
        }
        Optional<Winners> last = hints.winners(sale.id()).map(HintBook::winners);
        boolean items = last.isPresent()
                && soldOut.entrySet().stream().allMatch(it -> last.get().closesOverItem(it.getKey(), it.getValue()));
        return items && (!silent || last.get().closesOverSale(sale.version()));
    }

    private Winners read(Sale sale, boolean silent, Map<Sku, Long> soldOut) {
        SqlFieldsQuery query = new SqlFieldsQuery(WINNERS)
                .setSchema(Caches.SQL_SCHEMA)
                .setArgs(sale.id().value());
        List<Uid> uids = new ArrayList<>();
        try (QueryCursor<List<?>> rows = Caches.PURCHASE.of(context.ignite()).query(query)) {
            rows.forEach(row -> uids.add(new Uid((String) row.get(0))));
        }
        long[] words = Winners.room(uids.size());
        uids.forEach(uid -> Winners.add(words, sale.id(), uid));
        return Winners.of(words, silent ? sale.version() : 0, soldOut);
    }
}
