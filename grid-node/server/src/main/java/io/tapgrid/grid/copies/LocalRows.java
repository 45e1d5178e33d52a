package io.tapgrid.grid.copies;

import io.tapgrid.grid.node.GridCaches;
import io.tapgrid.gridapi.cache.CacheName;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cache.affinity.Affinity;

/** The money rows that lie on this node, of whichever copy. */
final class LocalRows {
    private LocalRows() {}

    interface Each {
        /**
         * Takes one.
         *
         * @param hash of key and row together with the cache's name
         */
        void row(int shard, CacheName<?, ?> cache, Object key, long hash);
    }

    static void read(Ignite ignite, Each each) {
        for (CacheName<?, ?> name : GridCaches.MONEY) {
            Affinity<Object> affinity = ignite.affinity(name.name());
            IgniteCache<Object, Object> rows = ignite.cache(name.name()).withKeepBinary();
            for (Cache.Entry<Object, Object> row : rows.localEntries(CachePeekMode.PRIMARY, CachePeekMode.BACKUP)) {
                each.row(affinity.partition(row.getKey()), name, row.getKey(), hash(name, row));
            }
        }
    }

    private static long hash(CacheName<?, ?> name, Cache.Entry<Object, Object> row) {
        return mix(name.name().hashCode()
                + 31L * row.getKey().hashCode()
                + 131L * row.getValue().hashCode());
    }

    /** The finalizer of MurmurHash3 (Appleby), so that sums of alike rows do not cancel each other. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
