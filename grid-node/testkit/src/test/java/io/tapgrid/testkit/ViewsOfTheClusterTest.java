package io.tapgrid.testkit;

import static io.tapgrid.testkit.Fixtures.PHONE;
import static io.tapgrid.testkit.Fixtures.cart;
import static io.tapgrid.testkit.Fixtures.grab;
import static io.tapgrid.testkit.Fixtures.item;
import static io.tapgrid.testkit.Fixtures.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.gridapi.SaleAdmin.Applied;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleAdmin.Saved;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views as a DBA sees them: over the thin driver, on every node, also after a restart and on a node that joined later. */
final class ViewsOfTheClusterTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final SaleId SALE = new SaleId("PHONE-DAY");
    private static final List<String> VIEWS = List.of(
            "V_SALES",
            "V_STOCK_NOW",
            "V_SOLD_BY_ITEM",
            "V_RESERVED_BY_ITEM",
            "V_WINS_BY_SECOND",
            "V_SHOPPER_TRAIL",
            "V_HOLDS_DUE",
            "V_SHOPPERS_BY_WINS",
            "V_STOCK_BY_SHARD",
            "V_JOURNAL_LAG");

    @Test
    void the_views_show_the_sale_on_every_node_and_after_a_restart(@TempDir Path folder) throws SQLException {
        try (GridCluster cluster = GridCluster.start(3, folder, CLOCK, Map.of("cluster.shards", "8"))) {
            sell(cluster);
            for (int node = 1; node <= 3; node++) {
                lookAtAll(cluster, node);
            }
            cluster.stop(2);
            cluster.start(2);
            lookAtAll(cluster, 2);
            for (int node = 1; node <= 3; node++) {
                cluster.stop(node);
            }
            cluster.startAll();
            lookAtAll(cluster, 3);
        }
    }

    /** 10 units, 4 won, one of them in the cart. */
    private static void sell(GridCluster cluster) {
        ClusterShoppers shoppers = new ClusterShoppers(cluster, new Shards(8), CLOCK);
        Instant now = CLOCK.instant();
        Sale sale = new Sale(
                SALE,
                Map.of("en", "Phone day"),
                now,
                now.plus(Duration.ofHours(1)),
                false,
                Rule.ONE_PER_ITEM,
                Duration.ofMinutes(30),
                Duration.ofMinutes(15),
                SaleState.DRAFT,
                1);
        assertThat(cluster.anyNode().admin().save(sale, List.of(item(SALE, PHONE, 10)), "test"))
                .isInstanceOf(Saved.Done.class);
        assertThat(cluster.anyNode().admin().move(SALE, Move.SCHEDULE, "test")).isInstanceOf(Applied.Done.class);
        List<Outcome.Won> won = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            won.add(win(shoppers, number));
        }
        assertThat(shoppers.decide(cart(won.get(0).purchase().id(), "c")).join())
                .isInstanceOf(Outcome.Moved.class);
    }

    /** Until the sale has opened nobody wins. */
    private static Outcome.Won win(ClusterShoppers shoppers, int number) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Outcome outcome =
                shoppers.decide(grab(SALE, PHONE, shopper(number), "k")).join();
        while (!(outcome instanceof Outcome.Won)) {
            assertThat(System.nanoTime()).as("%s", outcome).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            outcome = shoppers.decide(grab(SALE, PHONE, shopper(number), "k")).join();
        }
        return (Outcome.Won) outcome;
    }

    private static void lookAtAll(GridCluster cluster, int node) throws SQLException {
        int port = cluster.node(node).context().config().network().sqlPort();
        try (Connection connection = DriverManager.getConnection("jdbc:ignite:thin://127.0.0.1:" + port + "/TAPGRID");
                Statement statement = connection.createStatement()) {
            for (String view : VIEWS) {
                rows(statement, "SELECT * FROM " + view);
            }
            assertThat(rows(statement, "SELECT UNITS, UNITS_LEFT, HELD, SOLD, UNITS_MISSING, SETTLED FROM V_STOCK_NOW"))
                    .containsExactly("10 6 4 0 0 true");
            assertThat(rows(statement, "SELECT WINS, HELD, CARTED, PAID FROM V_SOLD_BY_ITEM WHERE SKU = 'PHONE-X'"))
                    .containsExactly("4 3 1 0");
            assertThat(rows(statement, "SELECT EVENT, REQUEST_KEY FROM V_SHOPPER_TRAIL WHERE UID = 'u0' ORDER BY AT"))
                    .containsExactly("WON k", "CARTED c");
            assertThat(rows(statement, "SELECT REQUEST_KEY, CART_KEY FROM PURCHASE WHERE CART_KEY IS NOT NULL"))
                    .containsExactly("k c");
            assertThat(rows(statement, "SELECT SALE_ID, STATE, ITEMS, ITEMS_SOLD_OUT, UNITS_PLANNED FROM V_SALES"))
                    .containsExactly("PHONE-DAY OPEN 1 0 10");
            assertThat(rows(statement, "SELECT COUNT(*) FROM V_HOLDS_DUE WHERE SECONDS_LEFT > 0"))
                    .containsExactly("4");
            assertThat(rows(statement, "SELECT SUM(WINS) FROM V_WINS_BY_SECOND"))
                    .containsExactly("4");
            assertThat(rows(statement, "SELECT COUNT(*), SUM(LIVE) FROM V_SHOPPERS_BY_WINS"))
                    .containsExactly("4 4");
            assertThat(rows(statement, "SELECT COUNT(*) FROM V_JOURNAL_LAG WHERE ENTRIES_BEHIND >= 0"))
                    .containsExactly("8");
            assertThat(rows(statement, "SELECT SUM(HELD) FROM V_STOCK_BY_SHARD"))
                    .containsExactly("4");
        }
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    columns.add(String.valueOf(result.getObject(column)));
                }
                rows.add(String.join(" ", columns));
            }
        }
        return rows;
    }
}
