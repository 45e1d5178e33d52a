package io.tapgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.domain.Shards;
import io.tapgrid.grid.GridNode;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.ReservationRow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.ignite.Ignition;
import org.apache.ignite.cache.query.FieldsQueryCursor;
import org.apache.ignite.cache.query.SqlFieldsQuery;
import org.apache.ignite.client.ClientException;
import org.apache.ignite.client.IgniteClient;
import org.apache.ignite.configuration.ClientConfiguration;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.IgniteEx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a DBA asks for by mistake ends, and the node does other things meanwhile: with the JDBC thin driver and the thin client themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class SqlLimitsTest {
    /** On two cores that do other things too; far below what these statements would take. */
    private static final Duration LATE = Duration.ofSeconds(20);

    private static final ReservationKey KEY = new ReservationKey(0, "A", "X", "u");

    private static final String ENDLESS =
            "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 10000000) A, SYSTEM_RANGE(1, 10000000) B WHERE A.X + B.X < 0";
    private static final String ENDLESS_OF_A_TABLE = "SELECT COUNT(*) FROM RESERVATION R, SYSTEM_RANGE(1, 10000000) A,"
            + " SYSTEM_RANGE(1, 10000000) B WHERE A.X + B.X + R.SHARD < 0";
    private static final String ENDLESS_ROWS =
            "SELECT A.X FROM SYSTEM_RANGE(1, 10000000) A, SYSTEM_RANGE(1, 10000000) B";
    private static final String ENDLESS_ROWS_OF_A_TABLE =
            "SELECT R.UID, A.X FROM RESERVATION R, SYSTEM_RANGE(1, 10000000) A, SYSTEM_RANGE(1, 10000000) B";
    private static final String SORT_OF_EVERYTHING =
            "SELECT A.X, B.X FROM SYSTEM_RANGE(1, 1000000) A, SYSTEM_RANGE(1, 1000000) B ORDER BY B.X, A.X DESC";

    @SuppressWarnings("NullAway.Init")
    private GridCluster cluster;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private IgniteClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException {
        cluster =
                GridCluster.start(1, folder, Clock.systemUTC(), Map.of("cluster.shards", "8", "sql.select-max", "2s"));
        fill(cluster);
        connection = connect(cluster.anyNode());
        client = thinClient();
    }

    @AfterAll
    void end() throws SQLException {
        client.close();
        connection.close();
        cluster.close();
    }

    /** Whatever was ended is gone from the node, and who asked for it can go on. */
    @AfterEach
    void nothing_is_left_running() throws SQLException {
        until(() -> running(cluster.anyNode()) == 0);
        assertThat(first(connection, "SELECT 1")).isEqualTo(1);
        assertThat(client.query(new SqlFieldsQuery("SELECT 2")).getAll().toString())
                .isEqualTo("[[2]]");
    }

    /** Seconds that the client asks for; 0 is none. */
    @ParameterizedTest
    @ValueSource(ints = {0, 60})
    void a_statement_by_jdbc_ends_at_the_limit_whatever_its_client_asks_for(int timeout) throws SQLException {
        for (String endless : List.of(ENDLESS, ENDLESS_OF_A_TABLE)) {
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(timeout);
                assertEndsAtTheLimit(() -> statement.executeQuery(endless));
                assertThat(statement.executeQuery("SELECT 3").next()).isTrue();
            }
        }
    }

    @Test
    void a_prepared_statement_ends_at_the_limit() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENDLESS + " AND A.X <> ?")) {
            statement.setLong(1, 1);
            assertEndsAtTheLimit(statement::executeQuery);
        }
    }

    @Test
    void a_shorter_timeout_of_a_jdbc_client_is_heeded() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery(ENDLESS))
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessageNotContaining("sql.select-max");
        }
    }

    @Test
    void rows_that_never_end_do() throws SQLException {
        for (String endless : List.of(ENDLESS_ROWS, ENDLESS_ROWS_OF_A_TABLE)) {
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(10);
                ResultSet rows = statement.executeQuery(endless);
                assertEndsAtTheLimit(() -> {
                    while (rows.next()) {}
                });
            }
        }
    }

    @Test
    void a_cursor_that_is_left_open_is_closed_and_says_so() throws SQLException {
        for (String endless : List.of(ENDLESS_ROWS, ENDLESS_ROWS_OF_A_TABLE)) {
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(1);
                ResultSet rows = statement.executeQuery(endless);
                assertThat(rows.next()).isTrue();
                assertThat(running(cluster.anyNode())).isEqualTo(1);
                until(() -> running(cluster.anyNode()) == 0);
                assertEndsAtTheLimit(() -> {
                    while (rows.next()) {}
                });
            }
        }
    }

    @Test
    void a_statement_that_is_not_lazy_ends_too() throws SQLException {
        try (Connection eager = DriverManager.getConnection(url(cluster.anyNode()) + "?lazy=false");
                Statement statement = eager.createStatement()) {
            assertEndsAtTheLimit(() -> statement.executeQuery(ENDLESS_OF_A_TABLE));
            statement.setFetchSize(1);
            ResultSet rows = statement.executeQuery("SELECT X FROM SYSTEM_RANGE(1, 100)");
            until(() -> running(cluster.anyNode()) == 0);
            assertEndsAtTheLimit(() -> {
                while (rows.next()) {}
            });
        }
    }

    @Test
    void a_statement_whose_client_has_gone_ends() throws SQLException {
        CompletableFuture<Void> asked;
        try (Connection going = connect(cluster.anyNode())) {
            asked = endless(going);
            until(() -> running(cluster.anyNode()) == 1);
            going.abort(Runnable::run);
        }
        asked.join();
        until(() -> running(cluster.anyNode()) == 0);
    }

    /** Milliseconds that the client asks for; -1 is nothing, 0 is none. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 60_000})
    void a_statement_of_a_thin_client_ends_at_the_limit_whatever_it_asks_for(int timeout) {
        for (String endless : List.of(ENDLESS, ENDLESS_OF_A_TABLE)) {
            SqlFieldsQuery query = new SqlFieldsQuery(endless).setSchema("TAPGRID");
            if (timeout >= 0) {
                query.setTimeout(timeout, TimeUnit.MILLISECONDS);
            }
            assertThatThrownBy(() -> client.query(query).getAll()).satisfies(SqlLimitsTest::namesTheLimit);
        }
    }

    /** More often than a connection may have cursors: those of statements that failed are not open. */
    @Test
    void a_shorter_timeout_of_a_thin_client_is_heeded() {
        for (int time = 0; time < 20; time++) {
            SqlFieldsQuery query = new SqlFieldsQuery(ENDLESS).setTimeout(50, TimeUnit.MILLISECONDS);
            assertThatThrownBy(() -> client.query(query).getAll())
                    .isInstanceOf(ClientException.class)
                    .hasMessageContaining("cancelled")
                    .hasMessageNotContaining("sql.select-max");
        }
    }

    @Test
    void a_thin_clients_rows_that_never_end_do() {
        for (String endless : List.of(ENDLESS_ROWS, ENDLESS_ROWS_OF_A_TABLE)) {
            SqlFieldsQuery query =
                    new SqlFieldsQuery(endless).setSchema("TAPGRID").setPageSize(10);
            try (FieldsQueryCursor<List<?>> rows = client.query(query)) {
                Iterator<List<?>> each = rows.iterator();
                assertThatThrownBy(() -> {
                            while (each.hasNext()) {
                                each.next();
                            }
                        })
                        .satisfies(SqlLimitsTest::namesTheLimit);
            }
        }
    }

    @Test
    void a_thin_clients_cursor_that_is_left_open_is_closed_and_says_so() {
        SqlFieldsQuery query =
                new SqlFieldsQuery(ENDLESS_ROWS_OF_A_TABLE).setSchema("TAPGRID").setPageSize(1);
        try (FieldsQueryCursor<List<?>> rows = client.query(query)) {
            Iterator<List<?>> each = rows.iterator();
            assertThat(each.next()).isNotNull();
            until(() -> running(cluster.anyNode()) == 0);
            assertThatThrownBy(() -> {
                        while (each.hasNext()) {
                            each.next();
                        }
                    })
                    .satisfies(SqlLimitsTest::namesTheLimit);
        }
    }

    @Test
    void whoever_asks_for_no_statement_does_not_wait_for_those_that_are_worked_on() throws SQLException {
        try (Connection one = connect(cluster.anyNode());
                Connection other = connect(cluster.anyNode())) {
            CompletableFuture<Void> both = CompletableFuture.allOf(endless(one), endless(other));
            until(() -> running(cluster.anyNode()) == 2);

            assertThat(connection
                            .getMetaData()
                            .getTables(null, "TAPGRID", "%", null)
                            .next())
                    .isTrue();
            assertThat(client.<ReservationKey, ReservationRow>cache(Caches.RESERVATION.name())
                            .get(KEY)
                            .source)
                    .isEqualTo("SHOPPER");
            assertThat(both).isNotDone();

            assertThat(first(connection, "SELECT 4")).as("had to wait").isEqualTo(4);
            both.join();
        }
    }

    /** The driver reads answers in order: one too many would be taken for the next statement's. */
    @Test
    void a_statement_that_is_taken_back_while_it_waits_is_not_answered_twice() throws SQLException {
        try (Connection one = connect(cluster.anyNode());
                Connection other = connect(cluster.anyNode());
                Statement waiting = connection.createStatement()) {
            CompletableFuture<Void> both = CompletableFuture.allOf(endless(one), endless(other));
            until(() -> running(cluster.anyNode()) == 2);
            waiting.setQueryTimeout(1);
            assertThatThrownBy(() -> waiting.executeQuery("SELECT 6")).isInstanceOf(SQLTimeoutException.class);
            assertThat(both).isNotDone();
            both.join();
            assertThat(first(connection, "SELECT 7")).isEqualTo(7);
            assertThat(first(connection, "SELECT 8")).isEqualTo(8);
        }
    }

    @Test
    void a_connection_may_have_so_many_results_open() throws SQLException {
        List<Statement> open = new ArrayList<>();
        try (Connection own = connect(cluster.anyNode())) {
            for (int number = 0; number < 16; number++) {
                open.add(own.createStatement());
                open.get(number).executeQuery("SELECT 1");
            }
            assertThatThrownBy(() -> first(own, "SELECT 1")).hasMessageContaining("Too many open cursors");
            open.get(0).close();
            assertThat(first(own, "SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void a_node_has_so_many_connections() throws SQLException {
        List<Connection> open = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        for (int number = 0; number < 65; number++) {
                            open.add(connect(cluster.anyNode()));
                        }
                    })
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("too many connections to this node (expected: at most 64 at once)");
            assertThat(open).hasSizeGreaterThan(50);
        } finally {
            for (Connection each : open) {
                each.close();
            }
        }
        until(this::letsIn);
    }

    private boolean letsIn() {
        try {
            connect(cluster.anyNode()).close();
            return true;
        } catch (SQLException tooMany) {
            return false;
        }
    }

    @Test
    void a_page_has_so_many_rows() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(Integer.MAX_VALUE);
            assertThatThrownBy(() -> statement.executeQuery("SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("fetch size: 2147483647 (expected: at most 10000 rows)");
            statement.setFetchSize(10_000);
            ResultSet rows = statement.executeQuery("SELECT X FROM SYSTEM_RANGE(1, 20000)");
            rows.setFetchSize(10_001);
            assertThatThrownBy(() -> {
                        while (rows.next()) {}
                    })
                    .hasMessageContaining("fetch size: 10001");
        }
        SqlFieldsQuery query = new SqlFieldsQuery("SELECT 1").setPageSize(Integer.MAX_VALUE);
        assertThatThrownBy(() -> client.query(query).getAll()).hasMessageContaining("fetch size: 2147483647");
    }

    @Test
    @Timeout(180)
    void a_statement_ends_on_every_node_that_works_for_it(@TempDir Path folder) throws SQLException {
        Map<String, String> settings = Map.of("cluster.shards", "8", "sql.select-max", "2s");
        try (GridCluster three = GridCluster.start(3, folder, Clock.systemUTC(), settings)) {
            fill(three);
            for (GridNode node : three.nodes()) {
                try (Connection own = connect(node);
                        Statement statement = own.createStatement()) {
                    assertEndsAtTheLimit(() -> statement.executeQuery(ENDLESS_OF_A_TABLE));
                }
            }
            until(() -> three.nodes().stream().allMatch(node -> running(node) == 0 && partsRunning(node) == 0));
        }
    }

    /** With a time limit that is far away: the time that this takes depends on the machine. */
    @Test
    @Timeout(180)
    void a_sort_that_fills_the_heap_ends_and_its_node_does_not(@TempDir Path folder) throws SQLException {
        Map<String, String> settings = Map.of("sql.select-max", "10m");
        try (ForkedCluster forked = ForkedCluster.start(1, new Shards(4), folder, settings);
                Connection own = DriverManager.getConnection(url(forked.sqlPort(1)))) {
            assertThatThrownBy(() -> first(own, SORT_OF_EVERYTHING))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("memory: the statement was ended, since the node's heap was nearly full");
            assertThat(first(own, "SELECT 5")).isEqualTo(5);
            forked.awaitServing(1);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws SQLException;
    }

    private static void assertEndsAtTheLimit(Attempt attempt) {
        long begun = System.nanoTime();
        assertThatThrownBy(attempt::make).isInstanceOfSatisfying(SQLException.class, ended -> {
            namesTheLimit(ended);
            assertThat(ended.getSQLState()).isEqualTo("57014");
        });
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LATE);
    }

    private static void namesTheLimit(Throwable ended) {
        assertThat(ended.getMessage())
                .contains("sql.select-max: the statement was ended 2s after it had begun", "TAPGRID_SQL_SELECT_MAX");
    }

    /** Asks for what does not end, and returns at once; done when it has ended. */
    private static CompletableFuture<Void> endless(Connection connection) {
        return CompletableFuture.runAsync(
                () -> assertThatThrownBy(() -> first(connection, ENDLESS)).isInstanceOf(SQLException.class),
                asking -> new Thread(asking, "ask").start());
    }

    private static long first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    /** A row in each shard, so that every node has some. */
    private static void fill(GridCluster cluster) {
        for (int shard = 0; shard < 8; shard++) {
            Caches.RESERVATION
                    .of(cluster.anyNode().ignite())
                    .put(new ReservationKey(shard, "A", "X", "u"), new ReservationRow(new Timestamp(0), "SHOPPER"));
        }
    }

    private IgniteClient thinClient() {
        int port = cluster.anyNode().context().config().network().sqlPort();
        return Ignition.startClient(new ClientConfiguration().setAddresses("127.0.0.1:" + port));
    }

    private static Connection connect(GridNode node) throws SQLException {
        return DriverManager.getConnection(url(node));
    }

    private static String url(GridNode node) {
        return url(node.context().config().network().sqlPort());
    }

    private static String url(int port) {
        return "jdbc:ignite:thin://127.0.0.1:" + port + "/TAPGRID";
    }

    private static int running(GridNode node) {
        return kernal(node).query().runningQueryManager().runningSqlQueries().size();
    }

    /** Threads that work on parts of other nodes' statements. */
    private static int partsRunning(GridNode node) {
        return ((ThreadPoolExecutor) kernal(node).pools().getQueryExecutorService()).getActiveCount();
    }

    private static GridKernalContext kernal(GridNode node) {
        return ((IgniteEx) node.ignite()).context();
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LATE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
