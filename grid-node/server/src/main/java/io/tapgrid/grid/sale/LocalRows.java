package io.tapgrid.grid.sale;

import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cache.query.ContinuousQuery;
import org.apache.ignite.cache.query.QueryCursor;
import org.apache.ignite.cache.query.ScanQuery;

/**
 * Hands every row of a replicated cache, and every change of one, to a taker on this node. A change has been handed over on every node by the time
 * it is committed. Rows that come by rebalancing are not, so whoever needs them reads again after the topology changed. The same row may be handed
 * over several times, and an older one after a newer: the taker keeps the higher version.
 *
 * <p>The cache must be in no cache group: a local listener on one cache breaks the commits of others in its group.
 */
final class LocalRows<K, V> implements AutoCloseable {
    private final IgniteCache<K, V> cache;
    private final Taker<K, V> taker;
    private final QueryCursor<?> listener;

    /** Called on Ignite's threads: it must be quick and must not block. */
    interface Taker<K, V> {
        void take(K key, V row);
    }

    /** Listens first and reads then, so that nothing falls between. */
    LocalRows(IgniteCache<K, V> cache, Taker<K, V> taker) {
        this.cache = cache;
        this.taker = taker;
        this.listener = listen();
        reload();
    }

    private QueryCursor<?> listen() {
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

    /** Reads one row again. */
    void refresh(K key) {
        V row = cache.get(key);
        if (row != null) {
            taker.take(key, row);
        }
    }

    /** Reads everything again, wherever the grid has it. */
    void reload() {
        try (QueryCursor<Cache.Entry<K, V>> rows = cache.query(new ScanQuery<>())) {
            rows.forEach(row -> taker.take(row.getKey(), row.getValue()));
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IgniteException stopped) {
            // The node ended by itself before it was closed, and its listeners with it.
        }
    }
}
