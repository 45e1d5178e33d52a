package io.tapgrid.grid.ship;

import static io.tapgrid.grid.ship.Story.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.grid.GridNode;
import io.tapgrid.grid.journal.EventCodec;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.testkit.GridCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GridJournalTest {
    private static final int SHARDS = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private GridCluster cluster;

    GridJournalTest(@TempDir Path folder) {
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        cluster = GridCluster.start(3, folder, clock, Map.of("cluster.shards", Integer.toString(SHARDS)));
    }

    @BeforeEach
    void everyNodeIsPrimaryOfSomeShards() {
        until(() -> cluster.nodes().stream()
                .allMatch(node -> journal(node).primaryShards().size() > 1));
    }

    @Test
    void every_shard_has_one_primary() {
        List<Integer> all = new ArrayList<>();
        cluster.nodes().forEach(node -> all.addAll(journal(node).primaryShards()));
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, SHARDS).boxed().toList());
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void what_was_committed_is_read_in_order_until_it_is_shipped() {
        int shard = shardOf(cluster.node(1), 0);
        GridJournal journal = journal(cluster.node(1));
        List<Event> written = List.of(grant(shard, 1), grant(shard, 2), grant(shard, 3));
        written.forEach(event -> commit(shard, event));

        assertThat(journal.unshipped(shard)).isEqualTo(3);
        List<JournalEntry> entries = journal.oldest(shard, 10, 1 << 20);
        assertThat(entries).extracting(JournalEntry::seq).containsExactly(1L, 2L, 3L);
        assertThat(entries)
                .extracting(entry ->
                        EventCodec.decode(entry.payload()).events().get(0).event())
                .isEqualTo(written);
        assertThat(journal.oldest(shard, 2, 1 << 20)).hasSize(2);
        assertThat(journal.oldest(shard, 10, 1)).as("at least one").hasSize(1);

        long epoch = journal.claim(shard, 0);
        journal.shipped(shard, epoch, 2);
        assertThat(journal.unshipped(shard)).isEqualTo(1);
        assertThat(journal.oldest(shard, 10, 1 << 20))
                .extracting(JournalEntry::seq)
                .containsExactly(3L);
        journal.shipped(shard, epoch, 3);
        assertThat(journal.oldest(shard, 10, 1 << 20)).isEmpty();
        assertThat(Caches.JOURNAL.of(cluster.node(1).ignite()).localSize()).isZero();
    }

    @Test
    void each_claim_is_higher_and_fences_off_the_one_before() {
        int shard = shardOf(cluster.node(2), 0);
        GridJournal journal = journal(cluster.node(2));
        long first = journal.claim(shard, 0);
        long second = journal.claim(shard, 41);
        assertThat(second).isGreaterThan(first).isGreaterThan(41);
        journal.fence(shard, second);
        assertThatThrownBy(() -> journal.fence(shard, first)).isInstanceOf(FencedException.class);
        assertThatThrownBy(() -> journal.shipped(shard, first, 1)).isInstanceOf(FencedException.class);
    }

    @Test
    void a_node_that_is_not_primary_can_neither_claim_nor_fence() {
        int shard = shardOf(cluster.node(2), 1);
        long epoch = journal(cluster.node(2)).claim(shard, 0);
        GridJournal elsewhere = journal(cluster.node(3));
        assertThatThrownBy(() -> elsewhere.claim(shard, 0)).isInstanceOf(FencedException.class);
        assertThatThrownBy(() -> elsewhere.fence(shard, epoch)).isInstanceOf(FencedException.class);
    }

    @Test
    void a_new_primary_goes_on_where_the_old_one_was_and_a_minority_can_do_nothing() {
        int shard = shardOf(cluster.node(3), 0);
        commit(shard, grant(shard, 1));
        commit(shard, grant(shard, 2));
        GridJournal old = journal(cluster.node(3));
        long epoch = old.claim(shard, 0);
        old.shipped(shard, epoch, 1);
        cluster.stop(3);
        until(() -> cluster.nodes().stream().anyMatch(node -> isPrimary(node, shard)));
        GridNode heir = isPrimary(cluster.node(1), shard) ? cluster.node(1) : cluster.node(2);
        GridJournal journal = journal(heir);
        assertThat(journal.oldest(shard, 10, 1 << 20))
                .extracting(JournalEntry::seq)
                .containsExactly(2L);
        long newEpoch = journal.claim(shard, 0);
        assertThat(newEpoch).isGreaterThan(epoch);

        cluster.stop(heir == cluster.node(1) ? 2 : 1);
        assertThatThrownBy(() -> journal.fence(shard, newEpoch)).isInstanceOf(RuntimeException.class);
        // The last one saw shards lose all their owners, and ends itself sooner or later: they start again together.
        IntStream.rangeClosed(1, 3).forEach(cluster::stop);
        cluster.startAll();
    }

    private static boolean isPrimary(GridNode node, int shard) {
        return journal(node).primaryShards().contains(shard);
    }

    private void commit(int shard, Event event) {
        cluster.anyNode().context().transactions().run(Set.of(shard), tx -> {
            tx.shard(shard).record(List.of(event));
            return "";
        });
    }

    private static Event grant(int shard, long units) {
        return new Event.SliceReceived(Story.SALE, Story.PHONE, shard, units);
    }

    private static int shardOf(GridNode node, int index) {
        return journal(node).primaryShards().get(index);
    }

    private static GridJournal journal(GridNode node) {
        return new GridJournal(node.ignite(), new Shards(SHARDS), node.context().majority(), Duration.ofSeconds(2));
    }

    private static void until(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still waiting").isBefore(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
