package io.tapgrid.grid.copies;

import io.tapgrid.grid.node.GridCaches;
import io.tapgrid.gridapi.cache.CacheName;
import java.io.Serializable;
import java.util.Objects;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.jspecify.annotations.Nullable;

/** A row of one of the money caches, by the cache's place among them and the row's key. */
final class RowRef implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int cache;
    private final Object key;

    RowRef(CacheName<?, ?> name, Object key) {
        this.cache = GridCaches.MONEY.indexOf(name);
        this.key = key;
    }

    Object key() {
        return key;
    }

    IgniteCache<Object, Object> cacheOf(Ignite ignite) {
        return ignite.cache(GridCaches.MONEY.get(cache).name());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowRef that && cache == that.cache && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cache, key);
    }

    @Override
    public String toString() {
        return GridCaches.MONEY.get(cache) + " " + key;
    }
}
