package io.tapgrid.grid.ship;

import static io.tapgrid.grid.ship.Story.NOON;
import static io.tapgrid.grid.ship.Story.PHONE;
import static io.tapgrid.grid.ship.Story.SALE;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.grid.reconcile.Reconcile;
import io.tapgrid.grid.shard.MoneyTransactions;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ShardHeadRow;
import io.tapgrid.testkit.GridCluster;
import io.tapgrid.testkit.database.DatabaseKind;
import io.tapgrid.testkit.database.DatabaseServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.ignite.IgniteCache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The comparison against a grid and a database that are really there; each test leaves them in agreement. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconcileTest {
    private static final Shards SHARDS = new Shards(4);

    private final DatabaseServer server;
    private final DatabaseSettings settings;
    private final HikariDataSource database;
    private final GridCluster cluster;
    private final Rows rows;

    ReconcileTest(@TempDir Path folder) throws IOException, SQLException {
        server = DatabaseServer.start(DatabaseKind.MYSQL);
        settings = server.newDatabase();
        database = settings.open();
        rows = new Rows(database);
        cluster = GridCluster.start(
                1,
                folder,
                Clock.fixed(NOON, ZoneOffset.UTC),
                Map.of(
                        "cluster.shards",
                        Integer.toString(SHARDS.count()),
                        "mysql.url",
                        settings.jdbcUrl(),
                        "mysql.user",
                        settings.user(),
                        "mysql.password",
                        settings.password()));
        int saleShard = SHARDS.of(SALE);
        transactions().run(Set.of(saleShard), tx -> {
            tx.shard(saleShard).record(((Event.SaleChanged) Story.sale(SaleState.CLOSED, 5)).sale());
            tx.shard(saleShard).record(((Event.ItemChanged) Story.item()).item());
            return "";
        });
        int poolShard = SHARDS.ofPool(SALE, PHONE);
        transactions().run(Set.of(poolShard), tx -> {
            Event.PoolPlaced placed = new Event.PoolPlaced(SALE, PHONE, 1_000);
            tx.shard(poolShard).record(placed, Events.place(placed));
            return "";
        });
        for (int i = 0; i < 20; i++) {
            hold("u" + i);
        }
    }

    @AfterAll
    void stop() throws IOException {
        cluster.close();
        database.close();
        server.close();
    }

    @BeforeEach
    void bothAgree() throws SQLException {
        assertThat(reconcile())
                .last()
                .asString()
                .startsWith("grid and MySQL agree (compared: 1 sale, 1 item, 1 stock, ");
    }

    @Test
    void a_column_that_differs_is_named_with_both_values() throws Exception {
        rows.execute("UPDATE purchase SET state = 'PAID', version = 9 WHERE uid = 'u7'");
        assertThat(reconcile())
                .containsSubsequence(
                        "purchase PHONE-DAY~0~u7: state: HELD in the grid, PAID in MySQL; version: 1 in the grid, 9 in MySQL")
                .last()
                .asString()
                .startsWith("1 rows differ");
        rows.execute("UPDATE purchase SET state = 'HELD', version = 1 WHERE uid = 'u7'");

        rows.execute("UPDATE purchase SET cart_key = 'c', cancel_key = 'x' WHERE uid = 'u7'");
        assertThat(reconcile())
                .contains("purchase PHONE-DAY~0~u7: cancel_key: - in the grid, x in MySQL;"
                        + " cart_key: - in the grid, c in MySQL");
        rows.execute("UPDATE purchase SET cart_key = NULL, cancel_key = NULL WHERE uid = 'u7'");
    }

    @Test
    void a_purchase_that_lies_under_somebody_elses_name_is_named() throws Exception {
        rows.execute("UPDATE purchase SET uid = 'somebody-else' WHERE uid = 'u7'");
        assertThat(reconcile())
                .contains("purchase PHONE-DAY~0~u7: only in the grid")
                .last()
                .asString()
                .startsWith("1 rows differ");
        rows.execute("UPDATE purchase SET uid = 'u7' WHERE uid = 'somebody-else'");
    }

    @Test
    void a_row_that_is_missing_on_one_side_is_named() throws Exception {
        rows.execute(
                "DELETE FROM reservation WHERE uid = 'u3'",
                "INSERT INTO reservation VALUES (" + SHARDS.of(new Uid("stranger"))
                        + ", 'PHONE-DAY', 'PHONE-X', 'stranger', NOW(6), 'SHOPPER')");
        assertThat(reconcile())
                .contains(
                        "reservation PHONE-DAY~PHONE-X~u3: only in the grid",
                        "reservation PHONE-DAY~PHONE-X~stranger: only in MySQL")
                .last()
                .asString()
                .startsWith("2 rows differ");
        rows.execute(
                "DELETE FROM reservation WHERE uid = 'stranger'",
                "INSERT INTO reservation VALUES (" + SHARDS.of(new Uid("u3"))
                        + ", 'PHONE-DAY', 'PHONE-X', 'u3', '2026-12-01 11:59:00.000001', 'SHOPPER')");
    }

    @Test
    void sales_items_and_stock_are_compared_too() throws Exception {
        rows.execute(
                "UPDATE sale SET closes_at = closes_at + INTERVAL 1 SECOND",
                "UPDATE item SET names = '{}'",
                "UPDATE stock_change SET units = 999");
        assertThat(reconcile())
                .anyMatch(line -> line.startsWith("sale PHONE-DAY: closes_at: 2026-12-01T14:00:00.000001Z in the grid"))
                .anyMatch(line -> line.startsWith("item PHONE-DAY~PHONE-X: names: {\"en\":\"Phone X\"} in the grid"))
                .contains("stock PHONE-DAY~PHONE-X: initial: 1000 in the grid, 999 in MySQL");
        rows.execute(
                "UPDATE sale SET closes_at = closes_at - INTERVAL 1 SECOND",
                "UPDATE item SET names = '{\"en\":\"Phone X\"}'",
                "UPDATE stock_change SET units = 1000");
    }

    @Test
    void a_row_in_the_wrong_shard_is_a_difference() throws Exception {
        int right = SHARDS.of(new Uid("u5"));
        int wrong = (right + 1) % SHARDS.count();
        rows.execute("UPDATE purchase SET shard = " + wrong + " WHERE uid = 'u5'");
        assertThat(reconcile()).contains("purchase PHONE-DAY~0~u5: only in the grid");
        rows.execute("UPDATE purchase SET shard = " + right + " WHERE uid = 'u5'");
    }

    @Test
    void how_many_shards_there_are_does_not_depend_on_how_many_heads_can_be_seen() throws Exception {
        IgniteCache<Integer, ShardHeadRow> heads =
                Caches.SHARD_HEAD.of(cluster.anyNode().ignite());
        int hidden = (SHARDS.of(new Uid("u7")) + 1) % SHARDS.count();
        ShardHeadRow head = heads.getAndRemove(hidden);
        try {
            assertThat(reconcile()).last().asString().startsWith("grid and MySQL agree");
        } finally {
            heads.put(hidden, head);
        }
    }

    @Test
    void a_system_that_is_selling_is_not_called_different() throws Exception {
        CompletableFuture<Void> selling = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 300; i++) {
                hold("busy-" + i);
            }
        });
        while (!selling.isDone()) {
            assertThat(reconcile()).last().asString().startsWith("grid and MySQL agree");
        }
        selling.join();
    }

    private void hold(String uid) {
        int shard = SHARDS.of(new Uid(uid));
        transactions().run(Set.of(shard), tx -> {
            tx.shard(shard)
                    .record(List.of(
                            new Event.SliceReceived(SALE, PHONE, shard, 1), Story.reserved(uid), Story.held(uid)));
            return "";
        });
    }

    private MoneyTransactions transactions() {
        return cluster.anyNode().context().transactions();
    }

    private List<String> reconcile() throws SQLException {
        List<String> printed = new ArrayList<>();
        int port = cluster.anyNode().context().config().network().sqlPort();
        long differences = new Reconcile(List.of("127.0.0.1:" + port), settings, Optional.empty()).run(printed::add);
        assertThat(differences == 0).isEqualTo(printed.get(printed.size() - 1).startsWith("grid and MySQL agree"));
        return printed;
    }
}
