package io.tapgrid.grid.shard;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.ItemRow;
import io.tapgrid.gridapi.row.ItemStateRow;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.row.SaleRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;

/** The terms of sales as one batch sees them: read when first asked for, the same until the batch ends. One thread. */
final class Terms {
    private final IgniteCache<String, SaleRow> sales;
    private final IgniteCache<ItemKey, ItemRow> items;
    private final IgniteCache<ItemKey, ItemStateRow> itemStates;
    private final Map<SaleId, Optional<Sale>> salesRead = new HashMap<>();
    private final Map<ItemKey, Optional<Item>> itemsRead = new HashMap<>();
    private final Map<ItemKey, Boolean> soldOutRead = new HashMap<>();

    Terms(Ignite ignite) {
        this.sales = Caches.SALE.of(ignite);
        this.items = Caches.ITEM.of(ignite);
        this.itemStates = Caches.ITEM_STATE.of(ignite);
    }

    Optional<Sale> sale(SaleId saleId) {
        return salesRead.computeIfAbsent(saleId, id -> {
            SaleRow row = sales.get(id.value());
            return Optional.ofNullable(row).map(it -> RowMapping.sale(id.value(), it));
        });
    }

    Optional<Item> item(SaleId saleId, Sku sku) {
        return itemsRead.computeIfAbsent(RowMapping.itemKey(saleId, sku), key -> {
            ItemRow row = items.get(key);
            return Optional.ofNullable(row).map(it -> RowMapping.item(key, it));
        });
    }

    boolean isSoldOut(SaleId saleId, Sku sku) {
        return soldOutRead.computeIfAbsent(RowMapping.itemKey(saleId, sku), key -> {
            ItemStateRow row = itemStates.get(key);
            return row != null && row.soldOut;
        });
    }
}
