package io.tapgrid.grid.ship;

import io.tapgrid.grid.journal.EventCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Looks up what the ledger holds under a number. */
final class Ledger {
    private static final String HASH = "SELECT content_hash FROM ledger WHERE shard = ? AND seq = ? AND idx = ?";
    private static final String REFUSED =
            "SELECT 1 FROM dead_letter WHERE shard = ? AND seq = ? AND idx = ? AND table_name = 'ledger'";

    private final Connection connection;

    Ledger(Connection connection) {
        this.connection = connection;
    }

    /**
     * Whether this very event is in the ledger.
     *
     * @throws HistoryConflictException when another one stands in its place
     */
    boolean hasSame(EventPlace place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HASH)) {
            bind(statement, place);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                byte[] hash = EventCodec.hash(place.at(), place.logged().bytes());
                if (!Arrays.equals(rows.getBytes(1), hash)) {
                    throw new HistoryConflictException(
                            "ledger " + place + " holds another event than the journal's " + place.logged());
                }
                return true;
            }
        }
    }

    /**
     * Checks an event of a batch that MySQL says it has: it must be in the ledger, or among the refused rows.
     *
     * @throws HistoryConflictException when it is in neither, or another one is in its place
     */
    void requireSame(EventPlace place) throws SQLException {
        if (!hasSame(place) && !wasRefused(place)) {
            throw new HistoryConflictException(
                    "ledger " + place + " is missing, though the watermark is past it: " + place.logged());
        }
    }

    private boolean wasRefused(EventPlace place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REFUSED)) {
            bind(statement, place);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void bind(PreparedStatement statement, EventPlace place) throws SQLException {
        statement.setInt(1, place.shard());
        statement.setLong(2, place.seq());
        statement.setInt(3, place.index());
    }
}
