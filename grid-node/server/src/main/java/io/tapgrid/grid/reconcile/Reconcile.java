package io.tapgrid.grid.reconcile;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.domain.Shards;
import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.tls.ClusterTls;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.ignite.Ignition;
import org.apache.ignite.cache.query.FieldsQueryCursor;
import org.apache.ignite.cache.query.SqlFieldsQuery;
import org.apache.ignite.client.IgniteClient;
import org.apache.ignite.client.SslMode;
import org.apache.ignite.configuration.ClientConfiguration;

/**
 * Connects to both sides and compares everything, from a process that is neither. First waits for the shippers, so that
 * what is merely on its way is not called a difference.
 */
public final class Reconcile {
    private static final Duration SHIPPERS_PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(400);
    private static final int GRID_TIMEOUT_MILLIS = 30_000;

    private final List<String> gridAddresses;
    private final DatabaseSettings database;
    private final Optional<ClusterTls> tls;

    /**
     * @param gridAddresses {@code host:port} of each node for SQL and thin clients; one that answers is enough
     * @param tls with a reader's certificate, where the cluster is under TLS
     */
    public Reconcile(List<String> gridAddresses, DatabaseSettings database, Optional<ClusterTls> tls) {
        this.gridAddresses = List.copyOf(gridAddresses);
        this.database = database;
        this.tls = tls;
    }

    /**
     * Prints each difference in a line, and a summary.
     *
     * @return how many rows differ
     * @throws SQLException when MySQL cannot be reached; what the thin client throws when the grid cannot
     */
    public long run(Consumer<String> print) throws SQLException {
        ClientConfiguration configuration = new ClientConfiguration()
                .setAddresses(gridAddresses.toArray(String[]::new))
                .setTimeout(GRID_TIMEOUT_MILLIS);
        tls.ifPresent(it -> configuration.setSslMode(SslMode.REQUIRED).setSslContextFactory(it.reader()));
        try (IgniteClient client = Ignition.startClient(configuration);
                HikariDataSource pool = database.open();
                Connection connection = pool.getConnection()) {
            connection.setAutoCommit(true);
            return compare(client, connection, print);
        }
    }

    private static long compare(IgniteClient client, Connection connection, Consumer<String> print)
            throws SQLException {
        Shards shards = shards(client);
        awaitShippers(new Shipping(client, shards.count()), print);
        GridRows grid = new GridRows(client, shards);
        Reconciliation reconciliation = new Reconciliation(
                grid, new MySqlRows(connection, shards), LOOK_AGAIN, difference -> print.accept(difference.toString()));
        for (ComparedTable table : ComparedTable.values()) {
            compare(reconciliation, table, grid, shards);
        }
        print.accept(summary(reconciliation, deadLetters(connection)));
        return reconciliation.differences();
    }

    /** Read from the grid's own description: how many heads can be counted is another number while shards move. */
    private static Shards shards(IgniteClient client) {
        SqlFieldsQuery partitions = new SqlFieldsQuery("SELECT G.PARTITIONS_COUNT FROM SYS.CACHES C JOIN"
                        + " SYS.CACHE_GROUPS G ON G.CACHE_GROUP_ID = C.CACHE_GROUP_ID WHERE C.CACHE_NAME = ?")
                .setArgs(Caches.SHARD_HEAD.name());
        try (FieldsQueryCursor<List<?>> rows = client.query(partitions)) {
            return new Shards(((Number) rows.getAll().get(0).get(0)).intValue());
        }
    }

    private static void compare(Reconciliation reconciliation, ComparedTable table, GridRows grid, Shards shards) {
        if (!table.isByShard()) {
            reconciliation.compare(RowPage.whole(table));
            return;
        }
        int slices = (int) (grid.count(table) / shards.count() / Reconciliation.PAGE_ROWS_MAX) + 1;
        for (int shard = 0; shard < shards.count(); shard++) {
            for (int slice = 0; slice < slices; slice++) {
                reconciliation.compare(new RowPage(table, shard, slice, slices));
            }
        }
    }

    private static void awaitShippers(Shipping shipping, Consumer<String> print) {
        long behind = shipping.entriesBehind();
        if (behind > 0) {
            print.accept("waiting for " + behind + " journal entries that MySQL does not have yet");
            long still = shipping.await(SHIPPERS_PATIENCE);
            if (still > 0) {
                print.accept(still + " journal entries are still on their way; comparing all the same");
            }
        }
    }

    private static long deadLetters(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM dead_letter")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String summary(Reconciliation reconciliation, long deadLetters) {
        Map<ComparedTable, Long> compared = reconciliation.rowsCompared();
        String rows = compared.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().title())
                .collect(Collectors.joining(", "));
        String verdict = reconciliation.differences() == 0
                ? "grid and MySQL agree"
                : reconciliation.differences() + " rows differ";
        String refused = deadLetters == 0 ? "" : "; " + deadLetters + " rows in dead_letter";
        return verdict + " (compared: " + rows + ")" + refused;
    }
}
