package io.tapgrid.gridapi.cache;

import org.apache.ignite.cache.affinity.rendezvous.RendezvousAffinityFunction;

/**
 * Makes the shard the partition: an affinity key that is a shard number names its partition itself, where Ignite would hash it. Which
 * node owns a partition stays with the rendezvous hashing.
 */
public final class ShardAffinity extends RendezvousAffinityFunction {
    private static final long serialVersionUID = 1L;

    /** @param shards a power of two; the partition count */
    public ShardAffinity(int shards) {
        super(false, shards);
    }

    @Override
    public int partition(Object key) {
        if (key instanceof Integer shard && shard >= 0 && shard < partitions()) {
            return shard;
        }
        return super.partition(key);
    }
}
