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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.ContinuousQuery;
import org.apache.ignite.cache.query.QueryCursor;
import org.apache.ignite.cache.query.ScanQuery;

/**
 * This node's copy, on the heap and in the domain's words, of the replicated terms: sales, items and sold-out flags. A grab reads them
 * without touching a cache.
 *
 * <p>A local listener on each replicated cache keeps it current: it has run on every node by the time a change is committed. Entries that come
 * by rebalancing call no listener, so whoever must be sure reads again: {@link #refresh} in a barrier, {@link #reload} after a node joined
 * and every few seconds. Rows only ever move to higher versions, so the order in which the two arrive does not matter.
 *
 * <p>Any thread may read; the listeners run on Ignite's threads and only touch maps.
 */
public final class SaleBook implements AutoCloseable {
    private final IgniteCache<String, SaleRow> saleCache;
    private final IgniteCache<ItemKey, ItemRow> itemCache;
    private final IgniteCache<ItemKey, ItemStateRow> stateCache;
    private final Map<SaleId, Sale> sales = new ConcurrentHashMap<>();
    private final Map<SaleId, Map<Sku, Item>> items = new ConcurrentHashMap<>();
    private final Map<SaleId, Map<Sku, StockFlag>> flags = new ConcurrentHashMap<>();
    private final List<QueryCursor<?>> listeners = new ArrayList<>();

    /**
     * Whether an item is sold out everywhere, as decided on its pool at this version of the pool.
     *
     * @param poolVersion a higher one wins
     */
    public record StockFlag(boolean soldOut, long poolVersion) {
        static final StockFlag UNKNOWN = new StockFlag(false, 0);
    }

    private SaleBook(Ignite ignite) {
        this.saleCache = Caches.SALE.of(ignite);
        this.itemCache = Caches.ITEM.of(ignite);
        this.stateCache = Caches.ITEM_STATE.of(ignite);
    }

    /** Listens first and reads then, so that nothing falls between. The grid must be active. */
    public static SaleBook open(Ignite ignite) {
        SaleBook book = new SaleBook(ignite);
        book.listeners.add(book.listen(book.saleCache, book::take));
        book.listeners.add(book.listen(book.itemCache, book::take));
        book.listeners.add(book.listen(book.stateCache, book::take));
        book.reload();
        return book;
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
        SaleRow row = saleCache.get(saleId.value());
        if (row != null) {
            take(saleId.value(), row);
        }
    }

    /** Reads all items again, before whoever calls counts on having each of them. */
    void reloadItems() {
        scan(itemCache, this::take);
    }

    /** Reads everything again, wherever the grid has it. */
    public void reload() {
        scan(saleCache, this::take);
        scan(itemCache, this::take);
        scan(stateCache, this::take);
    }

    @Override
    public void close() {
        listeners.forEach(QueryCursor::close);
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

    private interface Taker<K, V> {
        void take(K key, V row);
    }

    private <K, V> QueryCursor<?> listen(IgniteCache<K, V> cache, Taker<K, V> taker) {
        ContinuousQuery<K, V> query = new ContinuousQuery<>();
        query.setLocal(true);
        query.setLocalListener(events -> {
            for (CacheEntryEvent<? extends K, ? extends V> event : events) {
                if (event.getValue() != null) {
                    taker.take(event.getKey(), event.getValue());
                }
            }
        });
        return cache.query(query);
    }

    private static <K, V> void scan(IgniteCache<K, V> cache, Taker<K, V> taker) {
        try (QueryCursor<Cache.Entry<K, V>> rows = cache.query(new ScanQuery<>())) {
            rows.forEach(row -> taker.take(row.getKey(), row.getValue()));
        }
    }
}
