package io.tapgrid.grid.copies;

import io.tapgrid.grid.node.GridCaches;
import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import java.util.Set;
import java.util.TreeSet;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtLocalPartition;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtPartitionState;

/** The money rows that lie on this node, of whichever copy that is whole: one that is still being filled says nothing yet. */
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
        Set<Integer> whole = shards(ignite, GridDhtPartitionState.OWNING);
        for (CacheName<?, ?> name : GridCaches.MONEY) {
            Affinity<Object> affinity = ignite.affinity(name.name());
            IgniteCache<Object, Object> rows = ignite.cache(name.name()).withKeepBinary();
            for (Cache.Entry<Object, Object> row : rows.localEntries(CachePeekMode.PRIMARY, CachePeekMode.BACKUP)) {
                int shard = affinity.partition(row.getKey());
                if (whole.contains(shard)) {
                    each.row(shard, name, row.getKey(), hash(name, row));
                }
            }
        }
    }

    /** Shards of which this node has a copy that is still being filled. */
    static Set<Integer> beingFilled(Ignite ignite) {
        return shards(ignite, GridDhtPartitionState.MOVING);
    }

    /** All money caches share their partitions. Ignite tells the state of one to nobody but its own parts. */
    private static Set<Integer> shards(Ignite ignite, GridDhtPartitionState state) {
        Set<Integer> shards = new TreeSet<>();
        for (GridDhtLocalPartition partition : ((IgniteEx) ignite)
                .context()
                .cache()
                .internalCache(Caches.SHARD_HEAD.name())
                .context()
                .topology()
                .currentLocalPartitions()) {
            if (partition.state() == state) {
                shards.add(partition.id());
            }
        }
        return shards;
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
