package io.tapgrid.standalone.prove.knownbad;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import org.apache.ignite.cache.store.CacheStoreAdapter;
import org.jspecify.annotations.Nullable;

/** Stands for the database behind a cache: what has been written behind, on this node. */
public final class StoreInMemory extends CacheStoreAdapter<Object, Object> {
    private static final Map<Object, Object> ROWS = new ConcurrentHashMap<>();

    /** Of a class that the grid lets in from the network. */
    public static final class Maker implements Factory<CacheStoreAdapter<Object, Object>> {
        private static final long serialVersionUID = 1L;

        @Override
        public CacheStoreAdapter<Object, Object> create() {
            return new StoreInMemory();
        }
    }

    @Override
    public @Nullable Object load(Object key) {
        return ROWS.get(key);
    }

    @Override
    public void write(Cache.Entry<?, ?> entry) {
        ROWS.put(entry.getKey(), entry.getValue());
    }

    @Override
    public void delete(Object key) {
        ROWS.remove(key);
    }
}
