package io.tapgrid.grid.sale;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.stock.ItemRef;
import io.tapgrid.grid.stock.StockDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts, for the sales this node walks, the free units of all nodes: one call a node for all sales together, answered from the heap. When a node
 * does not answer the old count stays.
 */
final class UnitCounts {
    private static final Logger LOG = LoggerFactory.getLogger(UnitCounts.class);
    private static final long CALL_TIMEOUT_MILLIS = 1_000;

    private final NodeContext context;
    private final SaleBook book;
    private final HintBook hints;
    private final StockDesk stock;

    UnitCounts(NodeContext context, SaleBook book, HintBook hints, StockDesk stock) {
        this.context = context;
        this.book = book;
        this.hints = hints;
        this.stock = stock;
    }

    /** Counts for these sales and keeps what it finds for the board. Blocks for a call. */
    void countAll(List<Sale> sales) {
        if (sales.isEmpty()) {
            return;
        }
        List<String> ids = sales.stream().map(it -> it.id().value()).toList();
        List<String[]> skus = sales.stream().map(it -> skus(it.id())).toList();
        long[][] sums = here(ids.toArray(String[]::new), skus.toArray(String[][]::new));
        try {
            for (long[][] more : elsewhere(new CountJob(ids, skus))) {
                add(sums, more);
            }
        } catch (IgniteException failure) {
            LOG.debug("free units were not counted this time: {}", failure.getMessage());
            return;
        }
        for (int at = 0; at < ids.size(); at++) {
            hints.keep(
                    sales.get(at).id(), skus.get(at), sums[at], context.clock().millis());
        }
    }

    private String[] skus(SaleId saleId) {
        return book.items(saleId).stream().map(Item::sku).map(Sku::value).toArray(String[]::new);
    }

    private List<long[][]> elsewhere(CountJob job) {
        List<IgniteFuture<long[][]>> calls = new ArrayList<>();
        for (ClusterNode node :
                context.ignite().cluster().forServers().forRemotes().nodes()) {
            calls.add(context.ignite()
                    .compute(context.ignite().cluster().forNode(node))
                    .withExecutor(SaleDesk.EXECUTOR)
                    .withNoFailover()
                    .withTimeout(CALL_TIMEOUT_MILLIS)
                    .callAsync(job));
        }
        return calls.stream().map(call -> call.get(CALL_TIMEOUT_MILLIS)).toList();
    }

    /** What lies on this node: the answer to another node's {@link CountJob}. */
    long[][] here(String[] saleIds, String[][] skus) {
        boolean[] mine = new boolean[context.shards().count()];
        for (int shard = 0; shard < mine.length; shard++) {
            mine[shard] = context.isPrimary(shard);
        }
        IntPredicate here = shard -> mine[shard];
        long[][] units = new long[saleIds.length][];
        for (int sale = 0; sale < saleIds.length; sale++) {
            units[sale] = new long[skus[sale].length];
            for (int item = 0; item < skus[sale].length; item++) {
                ItemRef ref = new ItemRef(new SaleId(saleIds[sale]), new Sku(skus[sale][item]));
                units[sale][item] = stock.unitsLeft(ref, here);
            }
        }
        return units;
    }

    private static void add(long[][] sums, long[][] more) {
        for (int sale = 0; sale < sums.length; sale++) {
            for (int item = 0; item < sums[sale].length; item++) {
                sums[sale][item] += more[sale][item];
            }
        }
    }
}
