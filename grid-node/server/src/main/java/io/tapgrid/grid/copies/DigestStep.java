package io.tapgrid.grid.copies;

import io.tapgrid.grid.node.GridCaches;
import io.tapgrid.gridapi.cache.CacheName;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** One node's part: a digest of each shard that it keeps a copy of, primary or backup. Reads everything it has. */
final class DigestStep implements IgniteCallable<Map<Integer, ShardDigest>> {
    private static final long serialVersionUID = 1L;

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    @Override
    public Map<Integer, ShardDigest> call() {
        Ignite here = ignite;
        Map<Integer, ShardDigest> digests = new TreeMap<>();
        if (here != null) {
            for (CacheName<?, ?> name : GridCaches.MONEY) {
                digest(here, name, digests);
            }
        }
        return digests;
    }

    private static void digest(Ignite ignite, CacheName<?, ?> name, Map<Integer, ShardDigest> digests) {
        Affinity<Object> affinity = ignite.affinity(name.name());
        IgniteCache<Object, Object> rows = ignite.cache(name.name()).withKeepBinary();
        for (Cache.Entry<Object, Object> row : rows.localEntries(CachePeekMode.PRIMARY, CachePeekMode.BACKUP)) {
            digests.computeIfAbsent(affinity.partition(row.getKey()), shard -> new ShardDigest())
                    .add(mix(name.name().hashCode()
                            + 31L * row.getKey().hashCode()
                            + 131L * row.getValue().hashCode()));
        }
    }

    /** The finalizer of MurmurHash3 (Appleby), so that sums of alike rows do not cancel each other. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
