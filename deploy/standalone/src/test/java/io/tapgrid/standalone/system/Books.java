package io.tapgrid.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapgrid.standalone.system.Crowd.Told;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What grid and MySQL hold, read by SQL, and the console's law; held against each other and against what shoppers were told. */
final class Books {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration CATCH_UP_WITHIN = Duration.ofSeconds(90);
    private static final String COLUMNS = "PURCHASE_ID, SALE_ID, SKU, UID, STATE, RELEASE_REASON, REQUEST_KEY, VERSION,"
            + " DECIDED_AT, HOLD_EXPIRES_AT, PAY_BY";

    /** How far a purchase goes. */
    private static final List<String> STEPS = List.of("HELD", "CARTED", "PAID");

    private final RunningSystem system;
    private final Shop shop;

    Books(RunningSystem system, Shop shop) {
        this.system = system;
        this.shop = shop;
    }

    record Row(String purchaseId, String uid, String state, String requestKey, List<String> all) {}

    /** Everything at once, for a sale at rest: nothing lost, nothing twice, the law, MySQL, and what {@code reconcile} says of all sales. */
    void agree(Sale sale, Collection<Told> told) throws Exception {
        Map<String, Row> grid = grid(sale);
        assertEverybodyHasWhatHeWasTold(grid, told);
        assertNobodyHasTwo(grid.values());
        assertLaw(sale, grid.values());
        assertMySqlCatchesUp(sale);
        RunningSystem.Said reconciled = system.run("reconcile");
        assertThat(reconciled.exit()).as(reconciled.text()).isZero();
    }

    private static void assertEverybodyHasWhatHeWasTold(Map<String, Row> grid, Collection<Told> told) {
        for (Told one : told) {
            Row row = grid.get(one.purchaseId());
            assertThat(row).as("acknowledged: %s", one).isNotNull();
            assertThat(row.uid()).as("of %s", one).isEqualTo(one.uid());
            assertThat(row.requestKey()).as("key of %s", one).isEqualTo(one.requestKey());
            assertThat(STEPS.indexOf(row.state()))
                    .as("%s, in the grid %s", one, row.state())
                    .isGreaterThanOrEqualTo(STEPS.indexOf(one.state()));
        }
    }

    private static void assertNobodyHasTwo(Collection<Row> rows) {
        assertThat(rows.stream().map(Row::uid).toList()).as("winners").doesNotHaveDuplicates();
        assertThat(rows.stream().map(Row::requestKey).toList())
                .as("request keys")
                .doesNotHaveDuplicates();
    }

    private void assertLaw(Sale sale, Collection<Row> rows) throws Exception {
        Shop.Answer answer = Patience.untilAnswered("conservation", ANSWER_WITHIN, () -> shop.conservation(sale.id()));
        assertThat(answer.status()).as("conservation: %s", answer.body()).isEqualTo(200);
        JsonNode law = answer.body().path(0);
        assertThat(law.path("holds").asBoolean()).as("the law: %s", law).isTrue();
        assertThat(law.path("initial").asLong()).isEqualTo(sale.stock());
        Map<String, Long> states = rows.stream().collect(Collectors.groupingBy(Row::state, Collectors.counting()));
        assertThat(List.of(
                        law.path("held").asLong(),
                        law.path("carted").asLong(),
                        law.path("paid").asLong()))
                .as("held, carted, paid: %s", law)
                .isEqualTo(STEPS.stream()
                        .map(step -> states.getOrDefault(step, 0L))
                        .toList());
    }

    private void assertMySqlCatchesUp(Sale sale) throws Exception {
        Map<String, Row> grid = grid(sale);
        Patience.until("MySQL has all " + grid.size() + " purchases of " + sale.id(), CATCH_UP_WITHIN, () -> {
            try {
                return mysql(sale).equals(grid);
            } catch (SQLException away) {
                return false;
            }
        });
        try (Connection mysql = mysqlConnection()) {
            assertThat(count(mysql, "SELECT COUNT(*) FROM dead_letter")).isZero();
        }
    }

    Map<String, Row> grid(Sale sale) throws SQLException {
        try (Connection grid = gridConnection()) {
            return purchases(grid, "PURCHASE", sale);
        }
    }

    Map<String, Row> mysql(Sale sale) throws Exception {
        try (Connection mysql = mysqlConnection()) {
            return purchases(mysql, "purchase", sale);
        }
    }

    /** Changes MySQL behind the grid's back; returns how many rows. */
    int changeMySql(String sql) throws Exception {
        try (Connection mysql = mysqlConnection();
                Statement statement = mysql.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** The node that is primary of the shard with most purchases, by its name in pid files. */
    String primaryOfTheHottestShard() throws SQLException {
        try (Connection grid = gridConnection();
                Statement statement = grid.createStatement()) {
            int shard = count(
                    grid, "SELECT SHARD FROM SLICE GROUP BY SHARD ORDER BY SUM(HELD) + SUM(SOLD) DESC, SHARD LIMIT 1");
            try (ResultSet row = statement.executeQuery(
                    "SELECT DISTINCT N.CONSISTENT_ID FROM SYS.PARTITION_STATES P JOIN SYS.NODES N ON P.NODE_ID = N.NODE_ID"
                            + " JOIN SYS.CACHES C ON C.CACHE_GROUP_ID = P.CACHE_GROUP_ID"
                            + " WHERE C.CACHE_NAME = 'shard_head' AND P.IS_PRIMARY AND P.PARTITION_ID = " + shard)) {
                assertThat(row.next()).as("a primary of shard %d", shard).isTrue();
                return row.getString(1);
            }
        }
    }

    /** The shards of which a node, by its name in pid files, has a copy. */
    Set<Integer> shardsOn(String node) throws SQLException {
        Set<Integer> shards = new TreeSet<>();
        try (Connection grid = gridConnection();
                Statement statement = grid.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT DISTINCT P.PARTITION_ID FROM SYS.PARTITION_STATES P JOIN SYS.NODES N ON P.NODE_ID = N.NODE_ID"
                                + " JOIN SYS.CACHES C ON C.CACHE_GROUP_ID = P.CACHE_GROUP_ID"
                                + " WHERE C.CACHE_NAME = 'shard_head' AND N.CONSISTENT_ID = '" + node + "'")) {
            while (rows.next()) {
                shards.add(rows.getInt(1));
            }
        }
        return shards;
    }

    private Connection gridConnection() throws SQLException {
        int port = system.port("SQL");
        return DriverManager.getConnection("jdbc:ignite:thin://127.0.0.1:" + port + ".." + (port + 2) + "/TAPGRID");
    }

    private Connection mysqlConnection() throws Exception {
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:" + system.port("MYSQL")
                        + "/tapgrid?connectTimeout=2000&socketTimeout=10000&sslMode=DISABLED&allowPublicKeyRetrieval=true",
                "tapgrid",
                system.secret("mysql-password"));
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Map<String, Row> purchases(Connection connection, String table, Sale sale) throws SQLException {
        Map<String, Row> found = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + COLUMNS + " FROM " + table + " WHERE SALE_ID = '" + sale.id() + "'")) {
            while (rows.next()) {
                List<String> all = new ArrayList<>();
                for (int column = 1; column <= 8; column++) {
                    all.add(String.valueOf(rows.getString(column)));
                }
                for (int column = 9; column <= 11; column++) {
                    all.add(String.valueOf(rows.getTimestamp(column)));
                }
                found.put(all.get(0), new Row(all.get(0), all.get(3), all.get(4), all.get(6), all));
            }
        }
        return found;
    }
}
