package io.tapgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.JournalKey;
import io.tapgrid.gridapi.row.PoolAdjustmentKey;
import io.tapgrid.gridapi.row.PoolKey;
import io.tapgrid.gridapi.row.PurchaseKey;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.SliceKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.ignite.Ignite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row of a shard lies in the partition of that number: a head's lock protects nothing that lies elsewhere. */
final class ShardsArePartitionsTest {
    private static final int SHARDS = 16;

    private static final Map<CacheName<?, ?>, IntFunction<Object>> KEYS = Map.of(
            Caches.SHARD_HEAD, shard -> shard,
            Caches.SHARD_SHIPPED, shard -> shard,
            Caches.SLICE, shard -> new SliceKey(shard, "S", "A"),
            Caches.POOL, shard -> new PoolKey(shard, "S", "A"),
            Caches.POOL_ADJUSTMENT, shard -> new PoolAdjustmentKey(shard, "S", "A", "k"),
            Caches.PURCHASE, shard -> new PurchaseKey(shard, "S~0~u" + shard),
            Caches.RESERVATION, shard -> new ReservationKey(shard, "S", "A", "u" + shard),
            Caches.JOURNAL, shard -> new JournalKey(shard, 7));

    @Test
    void every_key_of_a_shard_is_in_the_partition_of_its_number(@TempDir Path folder) {
        try (GridCluster cluster = GridCluster.start(
                1, folder, Clock.systemUTC(), Map.of("cluster.shards", Integer.toString(SHARDS)))) {
            Ignite ignite = cluster.anyNode().ignite();
            KEYS.forEach((cache, key) -> {
                for (int shard = 0; shard < SHARDS; shard++) {
                    assertThat(ignite.affinity(cache.name()).partition(key.apply(shard)))
                            .as("%s of shard %d", cache, shard)
                            .isEqualTo(shard);
                }
            });
        }
    }
}
