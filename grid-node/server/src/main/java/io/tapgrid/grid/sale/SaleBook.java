package io.tapgrid.grid.sale;

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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ignite.Ignite;

/**
 * This node's copy, on the heap and in the domain's words, of the replicated terms: sales, items and sold-out flags. A grab reads them
 * without touching a cache.
 *
 * <p>Rows are handed over as {@link LocalRows} does; whoever must be sure reads again: {@link #refresh} in a barrier, {@link #reload} after the
 * topology changed and every few seconds. Rows only ever move to higher versions, so the order in which they come does not matter. Any thread.
 */
public final class SaleBook implements AutoCloseable {
    private final LocalRows<String, SaleRow> saleRows;
    private final LocalRows<ItemKey, ItemRow> itemRows;
    private final LocalRows<ItemKey, ItemStateRow> flagRows;
    private final Map<SaleId, Sale> sales = new ConcurrentHashMap<>();
    private final Map<SaleId, Map<Sku, Item>> items = new ConcurrentHashMap<>();
    private final Map<SaleId, Map<Sku, StockFlag>> flags = new ConcurrentHashMap<>();

    /**
     * Whether an item is sold out everywhere, as decided on its pool at this version of the pool.
     *
     * @param poolVersion a higher one wins
     */
    public record StockFlag(boolean soldOut, long poolVersion) {
        static final StockFlag UNKNOWN = new StockFlag(false, 0);
    }

    private SaleBook(Ignite ignite) {
        this.saleRows = new LocalRows<>(Caches.SALE.of(ignite), this::take);
        this.itemRows = new LocalRows<>(Caches.ITEM.of(ignite), this::take);
        this.flagRows = new LocalRows<>(Caches.ITEM_STATE.of(ignite), this::take);
    }

    /** The grid must be active. */
    public static SaleBook open(Ignite ignite) {
        return new SaleBook(ignite);
    }

    public Optional<Sale> sale(SaleId saleId) {
        return Optional.ofNullable(sales.get(saleId));
    }

    public Collection<Sale> sales() {
        return sales.values();
    }

    public Optional<Item> item(SaleId saleId, Sku sku) {
        return Optional.ofNullable(items.getOrDefault(saleId, Map.of()).get(sku));
    }

    /** The items of a sale in their order on the page. */
    public List<Item> items(SaleId saleId) {
        return items.getOrDefault(saleId, Map.of()).values().stream()
                .sorted(Comparator.comparingInt(Item::position))
                .toList();
    }

    /** May be behind the pool's own decision by the length of a commit, never ahead of it. */
    public boolean isSoldOut(SaleId saleId, Sku sku) {
        return flag(saleId, sku).soldOut();
    }

    public StockFlag flag(SaleId saleId, Sku sku) {
        return flags.getOrDefault(saleId, Map.of()).getOrDefault(sku, StockFlag.UNKNOWN);
    }

    /** Whether a sale has items and all of them are sold out. */
    public boolean isAllSoldOut(SaleId saleId) {
        Map<Sku, Item> mine = items.getOrDefault(saleId, Map.of());
        return !mine.isEmpty() && mine.keySet().stream().allMatch(sku -> isSoldOut(saleId, sku));
    }

    /** The versions of a sale's items and of their pools, added up: grows with every change of them. */
    long versions(SaleId saleId) {
        long ofItems = items.getOrDefault(saleId, Map.of()).values().stream()
                .mapToLong(Item::version)
                .sum();
        long ofPools = flags.getOrDefault(saleId, Map.of()).values().stream()
                .mapToLong(StockFlag::poolVersion)
                .sum();
        return ofItems + ofPools;
    }

    /** Brings this book to what the grid has of a sale's own row, before whoever calls says that it applies here. */
    public void refresh(SaleId saleId) {
        saleRows.refresh(saleId.value());
    }

    /** Reads all items again, before whoever calls counts on having each of them. */
    void reloadItems() {
        itemRows.reload();
    }

    public void reload() {
        saleRows.reload();
        itemRows.reload();
        flagRows.reload();
    }

    @Override
    public void close() {
        saleRows.close();
        itemRows.close();
        flagRows.close();
    }

    private void take(String saleId, SaleRow row) {
        Sale sale = RowMapping.sale(saleId, row);
        keepNewer(sales, sale.id(), sale, Comparator.comparingLong(Sale::version));
    }

    private void take(ItemKey key, ItemRow row) {
        Item item = RowMapping.item(key, row);
        Map<Sku, Item> mine = items.computeIfAbsent(item.saleId(), id -> new ConcurrentHashMap<>());
        keepNewer(mine, item.sku(), item, Comparator.comparingLong(Item::version));
    }

    private void take(ItemKey key, ItemStateRow row) {
        Map<Sku, StockFlag> mine = flags.computeIfAbsent(new SaleId(key.saleId), id -> new ConcurrentHashMap<>());
        StockFlag flag = new StockFlag(row.soldOut, row.poolVersion);
        keepNewer(mine, new Sku(key.sku), flag, Comparator.comparingLong(StockFlag::poolVersion));
    }

    private <K, V> void keepNewer(Map<K, V> map, K key, V value, Comparator<V> byVersion) {
        map.merge(key, value, (old, next) -> byVersion.compare(next, old) > 0 ? next : old);
    }
}
