package io.tapgrid.grid.copies;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.grid.GridNode;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.ReservationRow;
import io.tapgrid.testkit.GridCluster;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cache.affinity.Affinity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Copies that differ, as a torn commit leaves them: a row is taken from one of the two. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopiesRepairTest {
    private static final int SHARD = 3;
    private static final ReservationKey ROW = new ReservationKey(SHARD, "S", "WIDE", "u1");

    @SuppressWarnings("NullAway.Init")
    private GridCluster cluster;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        cluster = GridCluster.start(3, folder, Clock.systemUTC(), Map.of("cluster.shards", "8"));
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void a_backup_that_lacks_a_row_gets_it_from_the_node_that_was_not_cut_off() {
        GridNode backup = owner(false);
        write();
        Caches.RESERVATION.of(backup.ignite()).localClear(ROW);
        assertThat(has(backup)).isFalse();
        new CopiesRepair(backup.context()).run();
        assertThat(has(backup)).isTrue();
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_row_that_only_the_node_has_which_was_cut_off_goes() {
        GridNode backup = owner(false);
        GridNode primary = owner(true);
        write();
        Caches.RESERVATION.of(primary.ignite()).localClear(ROW);
        assertThat(has(primary)).isFalse();
        new CopiesRepair(backup.context()).run();
        assertThat(has(backup)).isFalse();
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_primary_that_was_cut_off_takes_what_the_backup_has() {
        GridNode primary = owner(true);
        write();
        Caches.RESERVATION.of(primary.ignite()).localClear(ROW);
        new CopiesRepair(primary.context()).run();
        assertThat(has(primary)).isTrue();
        assertThat(differences()).isEmpty();
    }

    private void write() {
        Caches.RESERVATION.of(cluster.anyNode().ignite()).put(ROW, new ReservationRow(new Timestamp(1_000), "CSV"));
    }

    private static boolean has(GridNode node) {
        return Caches.RESERVATION.of(node.ignite()).localPeek(ROW, CachePeekMode.PRIMARY, CachePeekMode.BACKUP) != null;
    }

    private List<String> differences() {
        return new CopiesComparison(cluster.anyNode().ignite()).differences();
    }

    private GridNode owner(boolean primary) {
        return cluster.nodes().stream()
                .filter(node -> {
                    Affinity<Object> affinity = node.ignite().affinity(Caches.RESERVATION.name());
                    return primary
                            ? affinity.isPrimary(node.ignite().cluster().localNode(), ROW)
                            : affinity.isBackup(node.ignite().cluster().localNode(), ROW);
                })
                .findFirst()
                .orElseThrow();
    }
}
