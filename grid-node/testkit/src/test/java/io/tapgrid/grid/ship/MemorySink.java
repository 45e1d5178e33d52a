package io.tapgrid.grid.ship;

import io.tapgrid.grid.restore.RestoreSink;
import io.tapgrid.gridapi.cache.CacheName;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps what is restored. */
final class MemorySink implements RestoreSink {
    private final Map<CacheName<?, ?>, SortedMap<Object, Object>> caches = new HashMap<>();

    @Override
    public <K extends Comparable<K>, V> void put(CacheName<K, V> cache, SortedMap<K, V> rows) {
        caches.computeIfAbsent(cache, any -> new TreeMap<>()).putAll(rows);
    }

    @SuppressWarnings("unchecked") // Rows came in under the same name.
    <K, V> Map<K, V> rows(CacheName<K, V> cache) {
        return (Map<K, V>) caches.getOrDefault(cache, new TreeMap<>());
    }

    boolean isEmpty() {
        return caches.isEmpty();
    }
}
