package io.tapgrid.grid.ship;

import io.tapgrid.grid.database.SqlTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** How far MySQL is with a shard, and the epoch of the shipper that brought it there. */
record Watermark(int shard, long epoch, long nextSeq) {
    private static final String LOCK = "SELECT epoch, next_seq FROM shipped WHERE shard = ? FOR UPDATE";
    private static final String CREATE =
            "INSERT IGNORE INTO shipped (shard, epoch, next_seq, updated_at) VALUES (?, 0, 1, ?)";
    private static final String MOVE = "UPDATE shipped SET epoch = ?, next_seq = ?, updated_at = ? WHERE shard = ?";

    /** What is shipped after a drained stop makes the record of that stop worthless. */
    private static final String FORGET_STOP = "DELETE FROM shard_stop WHERE shard = ?";

    /** Reads the row and keeps it locked to the end of the transaction; makes it when it is missing. */
    static Watermark lock(Connection connection, int shard, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setInt(1, shard);
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    return new Watermark(shard, rows.getLong(1), rows.getLong(2));
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(CREATE)) {
            statement.setInt(1, shard);
            statement.setObject(2, SqlTime.of(now));
            statement.executeUpdate();
        }
        return lock(connection, shard, now);
    }

    void move(Connection connection, long newEpoch, long newNextSeq, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setLong(1, newEpoch);
            statement.setLong(2, newNextSeq);
            statement.setObject(3, SqlTime.of(now));
            statement.setInt(4, shard);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(FORGET_STOP)) {
            statement.setInt(1, shard);
            statement.executeUpdate();
        }
    }
}
