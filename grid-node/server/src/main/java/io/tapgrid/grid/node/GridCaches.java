package io.tapgrid.grid.node;

import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.cache.MajorityTopologyValidator;
import io.tapgrid.gridapi.cache.ShardAffinity;
import java.util.List;
import org.apache.ignite.cache.CacheAtomicityMode;
import org.apache.ignite.cache.CacheKeyConfiguration;
import org.apache.ignite.cache.CacheMode;
import org.apache.ignite.cache.CacheRebalanceMode;
import org.apache.ignite.cache.CacheWriteSynchronizationMode;
import org.apache.ignite.cache.PartitionLossPolicy;
import org.apache.ignite.cache.affinity.rendezvous.RendezvousAffinityFunction;
import org.apache.ignite.configuration.CacheConfiguration;

/** How every cache is kept. Called by the node's Spring XML. */
public final class GridCaches {
    /** The data region of everything that must survive. */
    public static final String REGION = "tapgrid";

    /** The field of every composed money key that names its partition. */
    private static final String SHARD_FIELD = "shard";

    /** Those of which a copy may never differ from another. */
    public static final List<CacheName<?, ?>> MONEY = List.of(
            Caches.PURCHASE,
            Caches.RESERVATION,
            Caches.SLICE,
            Caches.POOL,
            Caches.SHARD_HEAD,
            Caches.SHARD_SHIPPED,
            Caches.POOL_ADJUSTMENT,
            Caches.SALE_MOVE,
            Caches.JOURNAL,
            Caches.AUDIT);

    private static final String MONEY_GROUP = "money";
    private static final int TERMS_PARTITIONS = 16;

    private GridCaches() {}

    public static CacheConfiguration<?, ?>[] all(NodeConfig config) {
        List<CacheConfiguration<?, ?>> caches = List.of(
                SqlTables.purchase(money(Caches.PURCHASE, config)),
                SqlTables.reservation(money(Caches.RESERVATION, config)),
                SqlTables.slice(money(Caches.SLICE, config)),
                SqlTables.pool(money(Caches.POOL, config)),
                SqlTables.shardHead(money(Caches.SHARD_HEAD, config)),
                SqlTables.shardShipped(money(Caches.SHARD_SHIPPED, config)),
                money(Caches.POOL_ADJUSTMENT, config),
                money(Caches.SALE_MOVE, config),
                money(Caches.JOURNAL, config),
                money(Caches.AUDIT, config),
                SqlTables.sale(terms(Caches.SALE, config)),
                SqlTables.item(terms(Caches.ITEM, config)),
                SqlTables.itemState(terms(Caches.ITEM_STATE, config)),
                hints(Caches.UNITS_LEFT),
                hints(Caches.WINNERS));
        return caches.toArray(CacheConfiguration<?, ?>[]::new);
    }

    /**
     * No store behind it: a node that dies with an open transaction would make the survivors reload from the store what was already
     * acknowledged. Reads go to the primary, since a backup may be a moment behind a commit whose locks are already free.
     */
    private static <K, V> CacheConfiguration<K, V> money(CacheName<K, V> name, NodeConfig config) {
        CacheConfiguration<K, V> cache = guarded(name, config);
        if (!name.keyType().equals(Integer.class) && !name.keyType().equals(String.class)) {
            // Said once more than by the annotation on the field: in a cache that SQL shows, Ignite does not heed that
            // one.
            cache.setKeyConfiguration(new CacheKeyConfiguration(name.keyType().getName(), SHARD_FIELD));
        }
        return cache.setGroupName(MONEY_GROUP)
                .setCacheMode(CacheMode.PARTITIONED)
                .setAffinity(new ShardAffinity(config.cluster().shards()))
                .setBackups(config.cluster().backups())
                .setReadFromBackup(false);
    }

    /** Each in a group of its own: a local listener on one cache of a shared group breaks the commits of the others. */
    private static <K, V> CacheConfiguration<K, V> terms(CacheName<K, V> name, NodeConfig config) {
        return guarded(name, config)
                .setCacheMode(CacheMode.REPLICATED)
                .setAffinity(new RendezvousAffinityFunction(false, TERMS_PARTITIONS));
    }

    /** In the default region, which forgets the oldest when it is full: what is missing here is counted again, or asked of the grid. */
    private static <K, V> CacheConfiguration<K, V> hints(CacheName<K, V> name) {
        return new CacheConfiguration<K, V>(name.name())
                .setCacheMode(CacheMode.REPLICATED)
                .setAffinity(new RendezvousAffinityFunction(false, TERMS_PARTITIONS))
                .setAtomicityMode(CacheAtomicityMode.ATOMIC)
                .setWriteSynchronizationMode(CacheWriteSynchronizationMode.FULL_SYNC);
    }

    private static <K, V> CacheConfiguration<K, V> guarded(CacheName<K, V> name, NodeConfig config) {
        return new CacheConfiguration<K, V>(name.name())
                .setDataRegionName(REGION)
                .setAtomicityMode(CacheAtomicityMode.TRANSACTIONAL)
                .setWriteSynchronizationMode(CacheWriteSynchronizationMode.FULL_SYNC)
                .setRebalanceMode(CacheRebalanceMode.ASYNC)
                .setPartitionLossPolicy(PartitionLossPolicy.READ_WRITE_SAFE)
                .setTopologyValidator(
                        new MajorityTopologyValidator(config.cluster().nodes()))
                .setStatisticsEnabled(false);
    }
}
