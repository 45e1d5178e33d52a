package io.tapgrid.grid.stock;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.stock.Conservation;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.gridapi.SaleAdmin.ItemStock;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.PoolKey;
import io.tapgrid.gridapi.row.PoolRow;
import io.tapgrid.gridapi.row.RowMapping;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.ignite.cache.query.SqlFieldsQuery;

/**
 * Reads the conservation law. Rows of several shards cannot be read at one instant, so an item's reading is taken again for up to two seconds
 * until nothing was on its way while it was taken; after that it is given as unsettled.
 *
 * <p>Any thread that may block; may run on any node.
 */
public final class Conservations {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** By the index of deadlines, shard by shard: what is paid or released has none, so only what is outstanding is looked at. */
    private static final String CARTED_BY_ITEM = "SELECT P.SKU, COUNT(*) FROM TABLE(SHARD INT = ?) S"
            + " JOIN PURCHASE P ON P.SHARD = S.SHARD AND P.DEADLINE >= ?"
            + " WHERE P.SALE_ID = ? AND P.STATE = ? GROUP BY P.SKU";

    private static final Timestamp ANY_DEADLINE = new Timestamp(0);

    private final NodeContext context;
    private final Shards shards;

    public Conservations(NodeContext context) {
        this.context = context;
        this.shards = context.shards();
    }

    /** One reading an item, in the order given; items whose pool was not placed are left out. */
    public List<ItemStock> read(SaleId saleId, List<Sku> items) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        Map<Sku, Reading> readings = new HashMap<>();
        List<Sku> open = items;
        while (!open.isEmpty()) {
            for (Sku sku : open) {
                read(new ItemRef(saleId, sku)).ifPresent(it -> readings.put(sku, it));
            }
            boolean lastTime = System.nanoTime() > giveUpAt;
            open = lastTime ? List.of() : unsettled(items, readings);
            pauseIfAny(open);
        }
        Map<String, Long> carted = carted(saleId);
        return items.stream()
                .flatMap(sku -> Optional.ofNullable(readings.get(sku)).stream())
                .map(it -> it.stock(carted.getOrDefault(it.pool().sku().value(), 0L)))
                .toList();
    }

    private static List<Sku> unsettled(List<Sku> items, Map<Sku, Reading> readings) {
        return items.stream()
                .filter(sku ->
                        readings.containsKey(sku) && !readings.get(sku).law().settled())
                .toList();
    }

    private Optional<Reading> read(ItemRef item) {
        List<Slice> slices = Caches.SLICE.of(context.ignite()).getAll(item.sliceKeys(shards)).entrySet().stream()
                .map(it -> RowMapping.slice(it.getKey(), it.getValue()))
                .toList();
        PoolKey poolKey = item.poolKey(shards);
        PoolRow row = Caches.POOL.of(context.ignite()).get(poolKey);
        return Optional.ofNullable(row).map(it -> reading(RowMapping.pool(poolKey, it), slices));
    }

    private Reading reading(Pool pool, List<Slice> slices) {
        return new Reading(pool, Conservation.of(pool, slices), context.clock().instant());
    }

    /** What pool and slices said; which of the held units are in carts the purchases say. */
    private record Reading(Pool pool, Conservation law, Instant readAt) {
        /** Those CARTED were counted a moment after the slices were read, so there may seem to be more of them than are held. */
        ItemStock stock(long cartedCounted) {
            return ItemStock.of(pool, law, Math.min(cartedCounted, law.held()), readAt);
        }
    }

    private Map<String, Long> carted(SaleId saleId) {
        SqlFieldsQuery query = new SqlFieldsQuery(CARTED_BY_ITEM)
                .setSchema(Caches.SQL_SCHEMA)
                .setArgs(allShards(), ANY_DEADLINE, saleId.value(), PurchaseState.CARTED.name());
        Map<String, Long> carted = new HashMap<>();
        for (List<?> row : Caches.PURCHASE.of(context.ignite()).query(query).getAll()) {
            carted.put((String) row.get(0), ((Number) row.get(1)).longValue());
        }
        return carted;
    }

    private Object[] allShards() {
        return IntStream.range(0, shards.count()).boxed().toArray();
    }

    private static void pauseIfAny(List<Sku> open) {
        if (open.isEmpty()) {
            return;
        }
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two readings", interrupted);
        }
    }
}
