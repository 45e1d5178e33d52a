package io.tapgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.JournalKey;
import io.tapgrid.gridapi.row.MoveKey;
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

/** Everything a decision needs lies in one partition, whose number is the shard's: on servers and on clients. */
class ShardIsPartitionTest {
    private static final int SHARDS = 8;

    private static final Map<CacheName<?, ?>, IntFunction<Object>> KEYS = Map.of(
            Caches.RESERVATION, shard -> new ReservationKey(shard, "SALE", "SKU", "u1"),
            Caches.PURCHASE, shard -> new PurchaseKey(shard, "SALE~0~u1"),
            Caches.SLICE, shard -> new SliceKey(shard, "SALE", "SKU"),
            Caches.POOL, shard -> new PoolKey(shard, "SALE", "SKU"),
            Caches.POOL_ADJUSTMENT, shard -> new PoolAdjustmentKey(shard, "SALE", "SKU", "k"),
            Caches.SALE_MOVE, shard -> new MoveKey(shard, "SALE", "k"),
            Caches.JOURNAL, shard -> new JournalKey(shard, 7),
            Caches.SHARD_HEAD, shard -> shard,
            Caches.SHARD_SHIPPED, shard -> shard);

    @Test
    void every_money_row_lies_in_the_partition_of_its_shard(@TempDir Path folder) {
        try (GridCluster cluster =
                GridCluster.start(1, folder, Clock.systemUTC(), Map.of("cluster.shards", Integer.toString(SHARDS)))) {
            assertShardIsPartition(cluster.anyNode().ignite());
            assertShardIsPartition(cluster.client("client"));
        }
    }

    private static void assertShardIsPartition(Ignite ignite) {
        KEYS.forEach((cache, key) -> {
            for (int shard = 0; shard < SHARDS; shard++) {
                assertThat(ignite.affinity(cache.name()).partition(key.apply(shard)))
                        .as("partition of shard %s in %s", shard, cache)
                        .isEqualTo(shard);
            }
        });
    }
}
