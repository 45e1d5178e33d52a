package io.tapgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.grid.GridNode;
import io.tapgrid.gridapi.cache.Caches;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoneyTransactionsTest {
    @Test
    void a_transfer_between_two_shards_is_written_and_journaled_in_both(@TempDir Path folder) {
        try (GridCluster cluster = GridCluster.start(3, folder, Clock.systemUTC(), Map.of("cluster.shards", "8"))) {
            GridNode node = cluster.anyNode();
            SaleId sale = new SaleId("S");
            Sku sku = new Sku("A");
            int poolShard = new Shards(8).ofPool(sale, sku);
            int other = (poolShard + 1) % 8;
            node.context().transactions().run(Set.of(poolShard), tx -> {
                Event.PoolPlaced placed = new Event.PoolPlaced(sale, sku, 10);
                tx.shard(poolShard).record(placed, Events.place(placed));
                return "";
            });
            node.context().transactions().run(Set.of(poolShard, other), tx -> {
                Pool pool = tx.shard(poolShard).pool(sale, sku).orElseThrow();
                Event granted = new Event.PoolGranted(sale, sku, other, 4);
                tx.shard(poolShard).record(granted, Events.apply(granted, pool));
                tx.shard(other).record(List.of(new Event.SliceReceived(sale, sku, other, 4)));
                return "";
            });
            assertThat(Caches.SHARD_HEAD.of(node.ignite()).get(poolShard).nextSeq)
                    .isEqualTo(3);
            assertThat(Caches.SHARD_HEAD.of(node.ignite()).get(other).nextSeq).isEqualTo(2);
            assertThat(Caches.SHARD_HEAD.of(node.ignite()).get((poolShard + 2) % 8).nextSeq)
                    .isEqualTo(1);
        }
    }
}
