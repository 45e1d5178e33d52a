package io.tapgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.gridapi.cache.Caches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.ignite.cache.query.SqlFieldsQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DBAs look at every table over the JDBC thin driver and change none, whatever the statement and however it is sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class ReadOnlySqlTest {
    /** Table, one of its columns, and the columns of its key. */
    private record Table(String name, String column, String key) {}

    private static final List<Table> TABLES = List.of(
            new Table("SALE", "STATE", "SALE_ID"),
            new Table("ITEM", "STOCK", "SALE_ID, SKU"),
            new Table("ITEM_STATE", "UNITS_LEFT", "SALE_ID, SKU"),
            new Table("RESERVATION", "SOURCE", "SALE_ID, SKU, UID, SHARD"),
            new Table("PURCHASE", "STATE", "PURCHASE_ID, SHARD"),
            new Table("SLICE", "SOLD", "SALE_ID, SKU, SHARD"),
            new Table("POOL", "AVAILABLE", "SALE_ID, SKU, SHARD"),
            new Table("SHARD_HEAD", "NEXT_SEQ", "SHARD"),
            new Table("SHARD_SHIPPED", "SHIPPED_SEQ", "SHARD"));

    /** Of a sale that is not there, so that nothing works on them meanwhile. */
    private static final List<String> ROWS = List.of(
            "INSERT INTO PURCHASE (PURCHASE_ID, SHARD, SALE_ID, SKU, UID, STATE) VALUES ('A~0~u', 1, 'A', 'X', 'u', 'PAID')",
            "INSERT INTO RESERVATION (SALE_ID, SKU, UID, SHARD, SOURCE) VALUES ('A', 'X', 'u', 1, 'SHOPPER')",
            "INSERT INTO SLICE (SALE_ID, SKU, SHARD, AVAILABLE, HELD, SOLD, RECEIVED, RETURNED, MARKED)"
                    + " VALUES ('A', 'X', 1, 6, 0, 1, 7, 0, TRUE)",
            "INSERT INTO POOL (SALE_ID, SKU, SHARD, INITIAL, ADDED, WITHDRAWN, AVAILABLE, GRANTED, TAKEN_BACK, VERSION)"
                    + " VALUES ('A', 'X', 1, 10, 0, 0, 3, 7, 0, 1)");

    private static final List<String> CHANGES = List.of(
            "INSERT INTO %1$s SELECT * FROM %1$s",
            "MERGE INTO %1$s (%3$s, %2$s) SELECT %3$s, %2$s FROM %1$s",
            "UPDATE %1$s SET %2$s = NULL",
            "DELETE FROM %1$s",
            "delete from tapgrid.%1$s where 1 = 1",
            "/* SELECT 1 */ DELETE FROM %1$s",
            "-- SELECT\nDELETE FROM %1$s",
            "DELETE FROM %1$s; SELECT 1",
            "ALTER TABLE %1$s ADD COLUMN MINE INT",
            "ALTER TABLE %1$s DROP COLUMN %2$s",
            "ALTER TABLE %1$s NOLOGGING",
            "CREATE INDEX MINE ON %1$s (%2$s)",
            "DROP TABLE %1$s",
            "COPY FROM 'none.csv' INTO %1$s (%2$s) FORMAT CSV",
            "ANALYZE %1$s",
            "CREATE OR REPLACE VIEW TAPGRID.V_STOCK_NOW AS SELECT * FROM %1$s");

    @SuppressWarnings("NullAway.Init")
    private GridCluster cluster;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private Map<String, String> rows;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException {
        cluster = GridCluster.start(1, folder, Clock.systemUTC(), Map.of("cluster.shards", "4"));
        connection = DriverManager.getConnection(url());
        ROWS.forEach(this::inTheGrid);
        rows = rowsInTheGrid();
    }

    @AfterAll
    void end() throws SQLException {
        connection.close();
        cluster.close();
    }

    @AfterEach
    void nothing_has_changed() {
        assertThat(rowsInTheGrid()).isEqualTo(rows);
    }

    static Stream<String> changesOfTables() {
        return TABLES.stream()
                .flatMap(table ->
                        CHANGES.stream().map(change -> change.formatted(table.name(), table.column(), table.key())));
    }

    @ParameterizedTest
    @MethodSource("changesOfTables")
    void no_statement_changes_a_table(String change) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertReadOnly(() -> statement.execute(change));
            assertReadOnly(() -> statement.executeUpdate(change));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE MINE (ID INT PRIMARY KEY, X INT)",
                "CREATE TABLE MINE (ID INT PRIMARY KEY, X INT) WITH \"cache_name=purchase\"",
                "DROP VIEW TAPGRID.V_STOCK_NOW",
                "CREATE USER MINE WITH PASSWORD 'mine'",
                "ALTER USER \"ignite\" WITH PASSWORD 'mine'",
                "KILL QUERY ASYNC '8eaed7ef-9ef3-4f2f-a2b4-5a2b2b2b2b2b_1'",
                "KILL TRANSACTION '12345'",
                "KILL CLIENT ALL"
            })
    void no_statement_changes_the_grid(String change) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertReadOnly(() -> statement.execute(change));
        }
    }

    @Test
    void a_change_behind_a_select_is_not_run() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT 1; DELETE FROM PURCHASE"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("one statement at a time");
        }
    }

    @Test
    void a_batch_is_refused() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("DELETE FROM PURCHASE");
            assertReadOnly(statement::executeBatch);
        }
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM PURCHASE WHERE UID = ?")) {
            statement.setString(1, "x");
            statement.addBatch();
            assertReadOnly(statement::executeBatch);
        }
    }

    @Test
    void a_prepared_change_is_refused() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE POOL SET AVAILABLE = ?")) {
            statement.setLong(1, 7);
            assertReadOnly(statement::executeUpdate);
        }
    }

    /** The driver would wait for ever for the end of a stream that was refused; so its connection is gone. */
    @ParameterizedTest
    @ValueSource(strings = {"SET STREAMING ON", "set streaming 1 ordered"})
    void a_connection_that_wants_to_stream_ends(String streaming) throws SQLException {
        try (Connection own = DriverManager.getConnection(url());
                Statement statement = own.createStatement()) {
            assertThatThrownBy(() -> statement.execute(streaming)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM PURCHASE"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_function_that_reaches_outside_the_grid_is_not_there(@TempDir Path folder) throws SQLException {
        Path file = folder.resolve("out");
        try (Statement statement = connection.createStatement()) {
            for (String call : List.of(
                    "FILE_WRITE('x', '" + file + "')",
                    "CSVWRITE('" + file + "', 'SELECT 1')",
                    "FILE_READ('/etc/hostname')",
                    "LINK_SCHEMA('A', '', 'jdbc:h2:mem:', '', '', 'B')",
                    "LOCK_MODE()")) {
                assertThatThrownBy(() -> statement.executeQuery("SELECT " + call))
                        .as(call)
                        .isInstanceOf(SQLException.class);
            }
        }
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void whoever_reads_reads_everything() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Table table : TABLES) {
                for (String query : List.of(
                        "SELECT COUNT(*) FROM %s", "SELECT COUNT(*) FROM TAPGRID.%s;", "EXPLAIN SELECT * FROM %s")) {
                    assertThat(hasRow(statement, query.formatted(table.name())))
                            .as(query)
                            .isTrue();
                }
            }
            assertThat(hasRow(statement, "(SELECT 1) UNION (SELECT 2)")).isTrue();
            assertThat(hasRow(statement, "SELECT * FROM SYS.CACHES")).isTrue();
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT UID FROM PURCHASE WHERE UID = ?")) {
            assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(1);
            statement.setString(1, "u");
            assertThat(statement.executeQuery().next()).isTrue();
        }
        assertThat(connection
                        .getMetaData()
                        .getTables(null, "TAPGRID", "%", null)
                        .next())
                .isTrue();
        assertThat(connection
                        .getMetaData()
                        .getPrimaryKeys(null, "TAPGRID", "PURCHASE")
                        .next())
                .isTrue();
    }

    @Test
    void what_cannot_be_parsed_is_answered_with_the_parsers_words() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM NOWHERE"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("NOWHERE");
        }
    }

    @Test
    void a_query_can_be_cancelled() throws SQLException {
        String endless =
                "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) A, SYSTEM_RANGE(1, 1000000) B WHERE A.X = B.X + 1 OR A.X > B.X";
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery(endless)).isInstanceOf(SQLException.class);
            assertThat(hasRow(statement, "SELECT 1")).isTrue();
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws SQLException;
    }

    /** 90097 is Ignite's state for a change while it is read only. */
    private static void assertReadOnly(Attempt attempt) {
        assertThatThrownBy(attempt::make).isInstanceOfSatisfying(SQLException.class, refused -> {
            assertThat(refused.getMessage()).contains("read only");
            assertThat(refused.getSQLState()).isEqualTo("90097");
        });
    }

    private static boolean hasRow(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }

    private String url() {
        int port = cluster.anyNode().context().config().network().sqlPort();
        return "jdbc:ignite:thin://127.0.0.1:" + port + "/TAPGRID";
    }

    private Map<String, String> rowsInTheGrid() {
        Map<String, String> all = new TreeMap<>();
        TABLES.forEach(table ->
                all.put(table.name(), inTheGrid("SELECT * FROM " + table.name()).toString()));
        return all;
    }

    /** As the grid itself does, past the port. */
    private List<List<?>> inTheGrid(String statement) {
        return Caches.SALE
                .of(cluster.anyNode().ignite())
                .query(new SqlFieldsQuery(statement).setSchema("TAPGRID"))
                .getAll();
    }
}
