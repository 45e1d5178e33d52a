package io.tapgrid.testkit;

import static io.tapgrid.testkit.Fixtures.PHONE;
import static io.tapgrid.testkit.Fixtures.draft;
import static io.tapgrid.testkit.Fixtures.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.Applied;
import io.tapgrid.gridapi.SaleAdmin.AuditMark;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.SaleAdmin.ItemStock;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleAdmin.Saved;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.PoolKey;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.row.SliceKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster that was killed in the middle of a transfer may come back with, made by hand, and what its nodes do before they let anybody in. */
final class TornTransferTest {
    private static final Shards SHARDS = new Shards(4);
    private static final long UNITS = 40;
    private static final long PLACED = UNITS / 2;

    private final SettableClock clock = SettableClock.atNoon();
    private final SaleId saleId = new SaleId("TORN");

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private GridCluster cluster;

    @BeforeEach
    void aSaleIsWarmedUp(@TempDir Path folder) {
        cluster = GridCluster.start(1, folder, clock, Map.of("cluster.shards", Integer.toString(SHARDS.count())));
        SaleAdmin admin = cluster.anyNode().admin();
        assertThat(admin.save(
                        draft(saleId, Rule.UNLIMITED, clock.instant()), List.of(item(saleId, PHONE, UNITS)), "test"))
                .isInstanceOf(Saved.Done.class);
        assertThat(admin.move(saleId, Move.SCHEDULE, "test")).isInstanceOf(Applied.Done.class);
        clock.advance(Duration.ofMinutes(60).minusSeconds(1));
        ContractSteps.eventually(
                "the slices have their share",
                () -> admin.conservation(saleId).stream().anyMatch(it -> it.available() == PLACED));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void a_pool_that_still_has_what_a_slice_received_gives_it_up() {
        changePool(pool -> new Pool(
                pool.saleId(),
                pool.sku(),
                pool.initial(),
                pool.added(),
                pool.withdrawn(),
                pool.available() + 5,
                pool.granted() - 5,
                pool.takenBack(),
                pool.marked(),
                pool.version()));

        assertRepaired(PLACED, PLACED);
    }

    @Test
    void units_that_left_the_pool_and_arrived_nowhere_are_in_the_pool_again() {
        changeSlice(0, slice -> Slice.empty(slice.saleId(), slice.sku(), slice.shard()));

        assertRepaired(UNITS - PLACED + PLACED / SHARDS.count(), PLACED - PLACED / SHARDS.count());
    }

    @Test
    void nothing_is_changed_where_nothing_is_torn() {
        restart();

        assertThat(stock()).returns(UNITS - PLACED, ItemStock::pool).returns(PLACED, ItemStock::available);
        assertThat(audit()).noneMatch(it -> it.action().equals("repair-stock"));
    }

    private void assertRepaired(long pool, long available) {
        assertThat(stock().settled()).isFalse();
        restart();

        assertThat(stock())
                .returns(true, ItemStock::settled)
                .returns(true, ItemStock::holds)
                .returns(pool, ItemStock::pool)
                .returns(available, ItemStock::available);
        assertThat(audit()).filteredOn(it -> it.action().equals("repair-stock")).hasSize(1);
    }

    private void restart() {
        cluster.stop(1);
        cluster.startAll();
    }

    private ItemStock stock() {
        return cluster.anyNode().admin().conservation(saleId).get(0);
    }

    private List<AuditRow> audit() {
        return cluster.anyNode()
                .admin()
                .audit(AuditMark.of(clock.instant().plusSeconds(3_600)), 100)
                .rows();
    }

    private void changePool(UnaryOperator<Pool> change) {
        PoolKey key = RowMapping.poolKey(SHARDS.ofPool(saleId, PHONE), saleId, PHONE);
        var cache = Caches.POOL.of(cluster.anyNode().ignite());
        cache.put(key, RowMapping.row(change.apply(RowMapping.pool(key, cache.get(key)))));
    }

    private void changeSlice(int shard, UnaryOperator<Slice> change) {
        SliceKey key = RowMapping.sliceKey(shard, saleId, PHONE);
        var cache = Caches.SLICE.of(cluster.anyNode().ignite());
        cache.put(key, RowMapping.row(change.apply(RowMapping.slice(key, cache.get(key)))));
    }
}
