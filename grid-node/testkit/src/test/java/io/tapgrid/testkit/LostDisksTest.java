package io.tapgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.grid.node.ShardsLostException;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.ReservationRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes with one backup come back, some of them with empty disks. To Ignite a shard of which no disk has a copy is an empty one. */
class LostDisksTest {
    private static final int SHARDS = 8;

    @Test
    void with_one_empty_disk_everything_is_there(@TempDir Path folder) throws Exception {
        try (GridCluster cluster = aStoppedGridWithAReservationInEveryShard(folder)) {
            lose(folder, 1);
            cluster.startAll();
            assertThat(Caches.RESERVATION.of(cluster.node(1).ignite()).size()).isEqualTo(SHARDS);
        }
    }

    @Test
    void with_two_empty_disks_nobody_serves(@TempDir Path folder) throws Exception {
        try (GridCluster cluster = aStoppedGridWithAReservationInEveryShard(folder)) {
            lose(folder, 1);
            lose(folder, 2);
            assertThatThrownBy(cluster::startAll)
                    .hasRootCauseInstanceOf(ShardsLostException.class)
                    .hasMessageContaining("deploy/runbook.md");
        }
    }

    private static GridCluster aStoppedGridWithAReservationInEveryShard(Path folder) {
        GridCluster cluster =
                GridCluster.start(3, folder, Clock.systemUTC(), Map.of("cluster.shards", Integer.toString(SHARDS)));
        for (int shard = 0; shard < SHARDS; shard++) {
            Caches.RESERVATION
                    .of(cluster.anyNode().ignite())
                    .put(
                            new ReservationKey(shard, "S", "WIDE", "u" + shard),
                            new ReservationRow(new Timestamp(0), "SHOPPER"));
        }
        IntStream.rangeClosed(1, 3).forEach(cluster::stop);
        return cluster;
    }

    private static void lose(Path folder, int node) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("grid").resolve("node-" + node))) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
