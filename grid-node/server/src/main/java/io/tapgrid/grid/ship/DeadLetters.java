package io.tapgrid.grid.ship;

import io.tapgrid.grid.database.SqlTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps rows that MySQL refused, with the event they come from and the reason, so that nothing is lost. */
final class DeadLetters {
    private static final String INSERT = "INSERT INTO dead_letter (shard, seq, idx, table_name, row_key, sql_state,"
            + " error_code, reason, happened_at, noted_at, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON DUPLICATE KEY UPDATE noted_at = VALUES(noted_at)";
    private static final int REASON_LENGTH_MAX = 1_000;
    private static final int KEY_LENGTH_MAX = 300;

    private final Connection connection;
    private final Instant now;
    private final List<String> tables = new ArrayList<>();

    DeadLetters(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    <R> void add(Table<R> table, PendingRow<R> row, SQLException refused) throws SQLException {
        EventPlace place = row.place();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setInt(1, place.shard());
            statement.setLong(2, place.seq());
            statement.setInt(3, place.index());
            statement.setString(4, table.name());
            statement.setString(5, cut(table.key().apply(row.row()), KEY_LENGTH_MAX));
            statement.setString(6, SqlFault.state(refused.getSQLState()));
            statement.setInt(7, refused.getErrorCode());
            statement.setString(8, cut(String.valueOf(refused.getMessage()), REASON_LENGTH_MAX));
            statement.setObject(9, SqlTime.of(place.at()));
            statement.setObject(10, SqlTime.of(now));
            statement.setBytes(11, place.logged().bytes());
            statement.executeUpdate();
        }
        tables.add(table.name());
    }

    /** The tables of the rows added, one for each row. */
    List<String> tables() {
        return List.copyOf(tables);
    }

    private static String cut(String text, int lengthMax) {
        return text.substring(0, Math.min(lengthMax, text.length()));
    }
}
