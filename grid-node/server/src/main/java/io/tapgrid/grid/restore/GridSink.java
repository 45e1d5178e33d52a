package io.tapgrid.grid.restore;

import io.tapgrid.gridapi.cache.CacheName;
import java.util.SortedMap;
import org.apache.ignite.Ignite;

/** Puts restored rows into the grid, without journaling them: MySQL has them. */
public final class GridSink implements RestoreSink {
    private final Ignite ignite;

    public GridSink(Ignite ignite) {
        this.ignite = ignite;
    }

    @Override
    public <K extends Comparable<K>, V> void put(CacheName<K, V> cache, SortedMap<K, V> rows) {
        if (!rows.isEmpty()) {
            cache.of(ignite).putAll(rows);
        }
    }
}
