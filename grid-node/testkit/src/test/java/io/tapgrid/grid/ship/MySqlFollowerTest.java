package io.tapgrid.grid.ship;

import static io.tapgrid.grid.ship.Story.NOON;
import static io.tapgrid.grid.ship.Story.PHONE;
import static io.tapgrid.grid.ship.Story.SALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.grid.GridNode;
import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.grid.restore.ColdStartRefusedException;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.ItemRow;
import io.tapgrid.gridapi.row.PurchaseKey;
import io.tapgrid.gridapi.row.PurchaseRow;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.row.SaleRow;
import io.tapgrid.testkit.GridCluster;
import io.tapgrid.testkit.database.DatabaseKind;
import io.tapgrid.testkit.database.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A whole grid and a real database: what is in one comes to the other, and back into an empty grid. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlFollowerTest {
    private static final Shards SHARDS = new Shards(8);
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SHOPPERS = 40;

    private final DatabaseServer server;
    private DatabaseSettings settings;
    private HikariDataSource database;
    private Rows rows;

    MySqlFollowerTest() throws Exception {
        server = DatabaseServer.start(DatabaseKind.MARIADB);
        settings = server.newDatabase();
        database = settings.open();
        rows = new Rows(database);
        database.close();
    }

    @BeforeEach
    void newDatabase() throws Exception {
        settings = server.newDatabase();
        database = settings.open();
        rows = new Rows(database);
    }

    @AfterEach
    void closePool() {
        database.close();
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void three_nodes_are_drained_through_one_and_an_empty_grid_of_three_is_restored(
            @TempDir Path first, @TempDir Path second) throws Exception {
        Map<String, String> before;
        try (GridCluster cluster = start(3, first)) {
            aSale(cluster);
            assertThat(cluster.node(2).drain(PATIENCE)).isTrue();
            before = everything(cluster.anyNode());
            assertThat(rows.count("purchase")).isEqualTo(SHOPPERS);
            assertThat(rows.count("shard_stop")).isEqualTo(SHARDS.count());
            assertThat(Caches.JOURNAL.of(cluster.anyNode().ignite()).size()).isZero();
        }
        try (GridCluster restored = start(3, second)) {
            assertThat(everything(restored.anyNode())).isEqualTo(before);
            assertThat(rows.count("shard_stop")).isZero();
            hold(restored.anyNode(), new Uid("after-the-restore"));
            until(() -> count("purchase") == SHOPPERS + 1);
        }
    }

    @Test
    void a_node_alone_drains_by_itself_when_it_is_closed(@TempDir Path first, @TempDir Path second) throws Exception {
        try (GridCluster cluster = start(1, first)) {
            aSale(cluster);
        }
        assertThat(rows.count("purchase")).isEqualTo(SHOPPERS);
        try (GridCluster again = start(1, first)) {
            assertThat(rows.count("shard_stop")).as("erased before it serves").isZero();
            hold(again.anyNode(), new Uid("later"));
        }
        try (GridCluster restored = start(1, second)) {
            assertThat(everything(restored.anyNode())).hasSize(SHOPPERS + 1 + 2);
        }
    }

    @Test
    void an_empty_grid_is_refused_when_the_stop_was_not_drained(@TempDir Path first, @TempDir Path second)
            throws Exception {
        try (GridCluster cluster = start(1, first)) {
            aSale(cluster);
            until(() -> count("purchase") == SHOPPERS);
        }
        rows.execute("DELETE FROM shard_stop");
        assertThatThrownBy(() -> start(1, second).close())
                .isInstanceOfAny(ColdStartRefusedException.class, CompletionException.class)
                .hasRootCauseInstanceOf(ColdStartRefusedException.class)
                .hasMessageContaining("--accept-loss");
    }

    @Test
    void sales_go_on_while_mysql_is_away_and_it_catches_up(@TempDir Path folder) throws Exception {
        try (GridCluster cluster = start(1, folder)) {
            aSale(cluster);
            until(() -> count("purchase") == SHOPPERS);
            server.kill();
            for (int i = 0; i < SHOPPERS; i++) {
                hold(cluster.anyNode(), new Uid("while-away-" + i));
            }
            server.restart();
            until(() -> count("purchase") == 2 * SHOPPERS);
            until(() -> Caches.JOURNAL.of(cluster.anyNode().ignite()).size() == 0);
        }
        assertThat(rows.count("dead_letter")).isZero();
    }

    private GridCluster start(int nodes, Path folder) throws IOException {
        Files.createDirectories(folder);
        return GridCluster.start(
                nodes,
                folder,
                CLOCK,
                Map.of(
                        "cluster.shards",
                        Integer.toString(SHARDS.count()),
                        "mysql.url",
                        settings.jdbcUrl(),
                        "mysql.user",
                        settings.user(),
                        "mysql.password",
                        settings.password()));
    }

    /** A sale that is closed, so that nothing but the test changes it. */
    private static void aSale(GridCluster cluster) {
        GridNode node = cluster.anyNode();
        int saleShard = SHARDS.of(SALE);
        node.context().transactions().run(Set.of(saleShard), tx -> {
            tx.shard(saleShard).record(((Event.SaleChanged) Story.sale(SaleState.CLOSED, 5)).sale());
            tx.shard(saleShard).record(((Event.ItemChanged) Story.item()).item());
            return "";
        });
        int poolShard = SHARDS.ofPool(SALE, PHONE);
        node.context().transactions().run(Set.of(poolShard), tx -> {
            Event.PoolPlaced placed = new Event.PoolPlaced(SALE, PHONE, 1_000);
            tx.shard(poolShard).record(placed, Events.place(placed));
            return "";
        });
        for (int shopper = 0; shopper < SHOPPERS; shopper++) {
            hold(node, new Uid("u" + shopper));
        }
    }

    private static void hold(GridNode node, Uid uid) {
        int shard = SHARDS.of(uid);
        int poolShard = SHARDS.ofPool(SALE, PHONE);
        Purchase purchase = Story.purchase(uid.value());
        node.context().transactions().run(List.of(shard, poolShard), tx -> {
            Pool pool = tx.shard(poolShard).pool(SALE, PHONE).orElseThrow();
            Event granted = new Event.PoolGranted(SALE, PHONE, shard, 1);
            tx.shard(poolShard).record(granted, Events.apply(granted, pool));
            tx.shard(shard)
                    .record(List.of(
                            new Event.SliceReceived(SALE, PHONE, shard, 1),
                            Story.reserved(uid.value()),
                            new Event.UnitHeld(purchase)));
            return "";
        });
    }

    /** Purchases, sales and items as text, by name. */
    private static Map<String, String> everything(GridNode node) {
        Map<String, String> found = new TreeMap<>();
        for (Cache.Entry<PurchaseKey, PurchaseRow> entry : Caches.PURCHASE.of(node.ignite())) {
            PurchaseId id = PurchaseId.parse(entry.getKey().purchaseId).orElseThrow();
            found.put(id.value(), RowMapping.purchase(id, entry.getValue()).toString());
        }
        for (Cache.Entry<String, SaleRow> entry : Caches.SALE.of(node.ignite())) {
            found.put(
                    entry.getKey(),
                    RowMapping.sale(entry.getKey(), entry.getValue()).toString());
        }
        for (Cache.Entry<ItemKey, ItemRow> entry : Caches.ITEM.of(node.ignite())) {
            found.put(
                    entry.getKey().toString(),
                    RowMapping.item(entry.getKey(), entry.getValue()).toString());
        }
        return found;
    }

    private long count(String table) {
        try {
            return rows.count(table);
        } catch (SQLException notNow) {
            return -1;
        }
    }

    private static void until(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still waiting").isBefore(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
