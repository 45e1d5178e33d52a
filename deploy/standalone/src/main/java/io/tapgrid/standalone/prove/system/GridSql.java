package io.tapgrid.standalone.prove.system;

import io.tapgrid.standalone.data.GridAddresses;
import io.tapgrid.standalone.data.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The grid as a DBA sees it: over JDBC, through whichever node answers. */
public final class GridSql {
    private static final int ROWS_PER_FETCH = 2_000;

    private final String url;

    public GridSql(Settings settings) {
        this.url = "jdbc:ignite:thin://" + String.join(",", GridAddresses.of(settings))
                + "/TAPGRID?connectionTimeout=5000&queryTimeout=60";
    }

    /** All rows, each with the columns as text; null stays null. */
    public List<List<String>> rows(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return Tables.read(connection, sql, ROWS_PER_FETCH);
        }
    }

    /** The process that is primary of the shard which sold most, or any node's where nothing was sold. */
    public String primaryOfTheHottestShard() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            int shard = firstInt(
                    statement,
                    "SELECT SHARD FROM SLICE GROUP BY SHARD ORDER BY SUM(HELD) + SUM(SOLD) DESC, SHARD LIMIT 1");
            try (ResultSet row = statement.executeQuery(
                    "SELECT DISTINCT N.CONSISTENT_ID FROM SYS.PARTITION_STATES P JOIN SYS.NODES N ON P.NODE_ID = N.NODE_ID"
                            + " JOIN SYS.CACHES C ON C.CACHE_GROUP_ID = P.CACHE_GROUP_ID"
                            + " WHERE C.CACHE_NAME = 'shard_head' AND P.IS_PRIMARY AND P.PARTITION_ID = " + shard)) {
                return row.next() ? row.getString(1) : "node-1";
            }
        }
    }

    /** The node that has been there longest: it coordinates the others. */
    public String oldestNode() throws SQLException {
        List<List<String>> rows =
                rows("SELECT CONSISTENT_ID FROM SYS.NODES WHERE IS_CLIENT = FALSE ORDER BY NODE_ORDER LIMIT 1");
        return rows.isEmpty() ? "node-1" : String.valueOf(rows.get(0).get(0));
    }

    /** How many rows a table of the grid has. */
    public long rowsOf(String table) throws SQLException {
        return Long.parseLong(rows("SELECT COUNT(*) FROM " + table).get(0).get(0));
    }

    /** Journal entries that MySQL does not have yet. */
    public long entriesBehind() throws SQLException {
        List<List<String>> rows = rows("SELECT SUM(H.NEXT_SEQ - 1 - COALESCE(S.SHIPPED_SEQ, 0)) FROM SHARD_HEAD H"
                + " LEFT JOIN SHARD_SHIPPED S ON S.SHARD = H.SHARD");
        String sum = rows.get(0).get(0);
        return sum == null ? 0 : Long.parseLong(sum);
    }

    private static int firstInt(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
