package io.tapgrid.grid.restore;

import io.tapgrid.gridapi.cache.CacheName;
import java.util.SortedMap;

/** Where restored rows go: the grid, or a test's memory. Rows of one cache come in key order, some hundreds at a time. */
public interface RestoreSink {
    <K extends Comparable<K>, V> void put(CacheName<K, V> cache, SortedMap<K, V> rows);
}
