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
import io.tapgrid.gridapi.row.PoolRow;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.row.SliceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    private static final String CARTED_BY_ITEM =
            "SELECT SKU, COUNT(*) FROM PURCHASE WHERE SALE_ID = ? AND STATE = ? GROUP BY SKU";

    private final NodeContext context;
    private final Shards shards;

    public Conservations(NodeContext context) {
        this.context = context;
        this.shards = context.shards();
    }

    /** One reading an item, in the order given; items whose pool was not placed are left out. */
    public List<ItemStock> read(SaleId saleId, List<Sku> items) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        Map<Sku, ItemStock> readings = new HashMap<>();
        List<Sku> open = items;
        while (!open.isEmpty()) {
            Map<String, Long> carted = carted(saleId);
            for (Sku sku : open) {
                read(new ItemRef(saleId, sku), carted.getOrDefault(sku.value(), 0L))
                        .ifPresent(it -> readings.put(it.sku(), it));
            }
            boolean lastTime = System.nanoTime() > giveUpAt;
            open = lastTime ? List.of() : unsettled(items, readings);
            pauseIfAny(open);
        }
        List<ItemStock> inOrder = new ArrayList<>();
        items.forEach(sku -> Optional.ofNullable(readings.get(sku)).ifPresent(inOrder::add));
        return inOrder;
    }

    private static List<Sku> unsettled(List<Sku> items, Map<Sku, ItemStock> readings) {
        return items.stream()
                .filter(sku -> readings.containsKey(sku) && !readings.get(sku).settled())
                .toList();
    }

    private Optional<ItemStock> read(ItemRef item, long carted) {
        Set<SliceKey> keys = IntStream.range(0, shards.count())
                .mapToObj(shard -> RowMapping.sliceKey(shard, item.saleId(), item.sku()))
                .collect(Collectors.toCollection(TreeSet::new));
        List<Slice> slices = Caches.SLICE.of(context.ignite()).getAll(keys).entrySet().stream()
                .map(it -> RowMapping.slice(it.getKey(), it.getValue()))
                .toList();
        var poolKey = RowMapping.poolKey(item.poolShard(shards), item.saleId(), item.sku());
        PoolRow row = Caches.POOL.of(context.ignite()).get(poolKey);
        return row == null ? Optional.empty() : Optional.of(reading(RowMapping.pool(poolKey, row), slices, carted));
    }

    /** Those CARTED were counted a moment before the slices were read, so there may seem to be more of them than are held. */
    private ItemStock reading(Pool pool, List<Slice> slices, long cartedCounted) {
        Conservation law = Conservation.of(pool, slices);
        long carted = Math.min(cartedCounted, law.held());
        return new ItemStock(
                pool.sku(),
                pool.initial(),
                pool.added(),
                pool.withdrawn(),
                law.pool(),
                law.available(),
                law.held() - carted,
                carted,
                law.sold(),
                law.settled(),
                law.holds(),
                context.clock().instant());
    }

    private Map<String, Long> carted(SaleId saleId) {
        SqlFieldsQuery query = new SqlFieldsQuery(CARTED_BY_ITEM)
                .setSchema(Caches.SQL_SCHEMA)
                .setArgs(saleId.value(), PurchaseState.CARTED.name());
        Map<String, Long> carted = new HashMap<>();
        for (List<?> row : Caches.PURCHASE.of(context.ignite()).query(query).getAll()) {
            carted.put((String) row.get(0), ((Number) row.get(1)).longValue());
        }
        return carted;
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
