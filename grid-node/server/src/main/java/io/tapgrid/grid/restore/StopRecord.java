package io.tapgrid.grid.restore;

import io.tapgrid.grid.database.SqlTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The record of a drained stop: the head of every shard when the last process went. It says "MySQL holds everything",
 * so it must not outlive the moment in which that is true: the next start erases it before it serves, and a shipper
 * that ships anything erases its shard's part.
 */
public final class StopRecord {
    private static final String INSERT = "INSERT INTO shard_stop (shard, next_seq, stopped_at) VALUES (?, ?, ?)";
    private static final String ERASE = "DELETE FROM shard_stop";

    private StopRecord() {}

    /**
     * Replaces whatever record there is.
     *
     * @param heads the next sequence number of every shard of the cluster
     */
    public static void write(DataSource database, Map<Integer, Long> heads, Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement erase = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            erase.executeUpdate(ERASE);
            for (Map.Entry<Integer, Long> head : heads.entrySet()) {
                insert.setInt(1, head.getKey());
                insert.setLong(2, head.getValue());
                insert.setObject(3, SqlTime.of(now));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    public static void erase(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement erase = connection.createStatement()) {
            erase.executeUpdate(ERASE);
            connection.commit();
        }
    }
}
