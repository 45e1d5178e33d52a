package io.tapgrid.gridapi.cache;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;

/**
 * A cache's name together with the types of its entries.
 *
 * @param <K> class of the keys
 * @param <V> class of the rows
 */
public record CacheName<K, V>(String name, Class<K> keyType, Class<V> rowType) {
    /** This cache as the given node sees it. Throws when the node does not know it: caches are made at activation. */
    public IgniteCache<K, V> of(Ignite ignite) {
        IgniteCache<K, V> cache = ignite.cache(name);
        if (cache == null) {
            throw new IllegalStateException("cache: '" + name + "' is not there (expected: an active grid)");
        }
        return cache;
    }

    @Override
    public String toString() {
        return name;
    }
}
