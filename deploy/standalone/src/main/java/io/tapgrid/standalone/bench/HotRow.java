package io.tapgrid.standalone.bench;

import com.mysql.cj.jdbc.Driver;
import io.tapgrid.load.measure.LatencyRecorder;
import io.tapgrid.load.measure.LatencyTable;
import io.tapgrid.load.speed.HeapUse;
import io.tapgrid.load.speed.Reading;
import io.tapgrid.load.speed.ServerProcesses;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.mysql.EmbeddedDatabase;
import io.tapgrid.standalone.mysql.EmbeddedDatabaseSettings;
import io.tapgrid.standalone.process.OnExit;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a flash sale without Tapgrid comes down to: one row of stock in a database, here the embedded MariaDB, driven
 * directly by 32 connections without any HTTP. A win is one transaction: a row inserted that is unique by shopper, and
 * the stock lowered if there is any.
 */
final class HotRow implements AutoCloseable {

    private static final int CONNECTIONS = 32;

    private final EmbeddedDatabase database;
    private final ServerProcesses servers;
    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final OnExit onExit = OnExit.run(this::stopServer);

    private HotRow(EmbeddedDatabase database, ServerProcesses servers) {
        this.database = database;
        this.servers = servers;
    }

    static HotRow start(Bench bench) throws IOException {
        Path folder = BenchFolder.emptied(bench.folder().resolve("hot-row"));
        var settings = EmbeddedDatabaseSettings.below(folder, FreePorts.find().mysql())
                .withBinaries(BenchFolder.databaseServer(bench.folder().resolve("system")));
        EmbeddedDatabase database = EmbeddedDatabase.start(settings);
        var hotRow = new HotRow(database, ServerProcesses.of(folder.resolve("run")));
        try {
            hotRow.open();
            return hotRow;
        } catch (SQLException e) {
            hotRow.close();
            throw new CommandFailure("the database for the hot row: " + e.getMessage(), e);
        }
    }

    private void open() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", EmbeddedDatabase.USER);
        login.setProperty("password", database.password());
        login.setProperty("useServerPrepStmts", "true");
        login.setProperty("useLocalSessionState", "true");
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection connection = new Driver().connect(database.jdbcUrl(), login);
            if (connection == null) {
                throw new SQLException(database.jdbcUrl() + ": not an address of the driver");
            }
            connections.add(connection);
        }
        try (Statement statement = connections.get(0).createStatement()) {
            statement.execute("CREATE TABLE stock (sku VARCHAR(32) PRIMARY KEY, units_left BIGINT NOT NULL)");
            statement.execute("CREATE TABLE purchase (id BIGINT PRIMARY KEY AUTO_INCREMENT, sku VARCHAR(32) NOT NULL,"
                    + " uid VARCHAR(64) NOT NULL, request_key VARCHAR(128) NOT NULL, decided_at DATETIME(6) NOT NULL,"
                    + " UNIQUE (sku, uid))");
        }
    }

    /** So many wins of one item that nobody has bought yet. */
    Reading measure(int round, int wins) throws IOException, InterruptedException {
        String sku = "ITEM-" + round;
        long cpu = servers.totalCpuNanos();
        long start = System.nanoTime();
        try {
            putOnSale(sku, 2L * wins);
            List<Future<Lane>> lanes = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                var lane = new Lane(connections.get(i), sku, i);
                lanes.add(threads.submit(() -> lane.run(wins)));
            }
            var table = new LatencyTable();
            long won = 0;
            for (Future<Lane> lane : lanes) {
                won += lane.get().drainInto(table);
            }
            long nanos = System.nanoTime() - start;
            var used = new TreeMap<String, Long>();
            used.put("mysql", servers.totalCpuNanos() - cpu);
            return new Reading(wins, won, nanos, used, 0, HeapUse.UNKNOWN, table.summary(label -> true), true);
        } catch (SQLException | ExecutionException e) {
            throw new CommandFailure("the hot row: " + e.getMessage(), e);
        }
    }

    private void putOnSale(String sku, long units) throws SQLException {
        try (var insert = connections.get(0).prepareStatement("INSERT INTO stock (sku, units_left) VALUES (?, ?)")) {
            connections.get(0).setAutoCommit(true);
            insert.setString(1, sku);
            insert.setLong(2, units);
            insert.executeUpdate();
        }
    }

    /** Every n-th shopper, one after another, on one connection. */
    private static final class Lane {

        private final Connection connection;
        private final String sku;
        private final int first;
        private final LatencyRecorder recorder = new LatencyRecorder();
        private long won;

        private Lane(Connection connection, String sku, int first) {
            this.connection = connection;
            this.sku = sku;
            this.first = first;
        }

        private Lane run(int wins) throws SQLException {
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement(
                            "INSERT INTO purchase (sku, uid, request_key, decided_at) VALUES (?, ?, ?, NOW(6))");
                    var take = connection.prepareStatement(
                            "UPDATE stock SET units_left = units_left - 1 WHERE sku = ? AND units_left > 0")) {
                for (int i = first; i < wins; i += CONNECTIONS) {
                    long began = System.nanoTime();
                    insert.setString(1, sku);
                    insert.setString(2, "speed-" + i);
                    insert.setString(3, "w-" + i);
                    insert.executeUpdate();
                    take.setString(1, sku);
                    won += take.executeUpdate();
                    connection.commit();
                    recorder.record("request", "ok", System.nanoTime() - began);
                }
            }
            return this;
        }

        private long drainInto(LatencyTable table) {
            recorder.drainInto(table);
            return won;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            for (Connection connection : connections) {
                connection.close();
            }
        } catch (SQLException e) {
            // The server is stopped anyway.
        }
        stopServer();
        onExit.close();
    }

    private void stopServer() {
        try {
            database.stop();
        } catch (IOException e) {
            throw new CommandFailure("the database for the hot row could not be stopped: " + e.getMessage(), e);
        }
    }
}
