package io.tapgrid.grid.copies;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ShardHeadRow;
import io.tapgrid.testkit.GridCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.ignite.Ignite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiesComparisonTest {
    @Test
    void rows_are_compared_whatever_order_they_come_in() {
        assertThat(CopiesComparison.differences(
                        Map.of("node-1", Map.of(4, digest(1, 2, 3)), "node-2", Map.of(4, digest(3, 1, 2)))))
                .isEmpty();
    }

    @Test
    void a_copy_that_has_another_row_or_one_less_is_named_with_its_shard() {
        List<String> differences = CopiesComparison.differences(Map.of(
                "node-1", Map.of(4, digest(1, 2), 5, digest(7), 6, digest(8)),
                "node-2", Map.of(4, digest(1, 3), 5, digest(7)),
                "node-3", Map.of(6, digest())));
        assertThat(differences).hasSize(2);
        assertThat(differences.get(0)).startsWith("shard 4: {node-1=2 rows");
        assertThat(differences.get(1)).contains("shard 6", "node-1=1 rows", "node-3=0 rows");
    }

    @Test
    void a_copy_that_is_still_being_filled_is_a_difference() {
        List<String> differences = CopiesComparison.differences(
                Map.of("node-1", Map.of(4, digest(1)), "node-2", Map.of(4, ShardDigest.beingFilled())));
        assertThat(differences).singleElement().asString().contains("shard 4", "node-2=still being filled");
    }

    @Test
    void every_shard_of_a_cluster_is_kept_twice_and_alike(@TempDir Path folder) throws Exception {
        try (GridCluster cluster = GridCluster.start(3, folder, Clock.systemUTC(), Map.of("cluster.shards", "8"))) {
            Ignite ignite = cluster.anyNode().ignite();
            assertThat(new CopiesComparison(ignite).differences()).isEmpty();
            Map<Integer, ShardDigest> here =
                    ignite.compute(ignite.cluster().forLocal()).call(new DigestStep());
            assertThat(here).isNotEmpty();
            int shard = here.keySet().iterator().next();
            ShardHeadRow head = Caches.SHARD_HEAD.of(ignite).get(shard);
            assertThat(head).isNotNull();
            Caches.SHARD_HEAD.of(ignite).remove(shard);
            assertThat(ignite.compute(ignite.cluster().forLocal())
                            .call(new DigestStep())
                            .get(shard))
                    .isNotEqualTo(here.get(shard));
            Caches.SHARD_HEAD.of(ignite).put(shard, head);
        }
    }

    private static ShardDigest digest(long... rowHashes) {
        ShardDigest digest = new ShardDigest();
        for (long hash : rowHashes) {
            digest.add(hash);
        }
        return digest;
    }
}
