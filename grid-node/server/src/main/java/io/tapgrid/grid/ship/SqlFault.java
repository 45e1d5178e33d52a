package io.tapgrid.grid.ship;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells an error of a row itself from everything that passes by waiting. */
final class SqlFault {
    private SqlFault() {}

    /**
     * SQLState class 22 (the value does not fit) or 23 (it breaks a constraint). Everything else is a matter of time or
     * of the operator: lost connections (08), deadlocks (40), read-only, full disks and missing tables (42, HY).
     */
    static boolean isOfTheRow(SQLException error) {
        for (SQLException each = error; each != null; each = each.getNextException()) {
            String state = each.getSQLState();
            if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
                return true;
            }
        }
        return false;
    }

    /** The server is not there or has gone away, so that no other shard would fare better. */
    static boolean isOfTheConnection(SQLException error) {
        String state = error.getSQLState();
        return error instanceof SQLTransientConnectionException
                || error instanceof SQLRecoverableException
                || (state != null && state.startsWith("08"));
    }

    static String state(@Nullable String sqlState) {
        return sqlState == null ? "" : sqlState.substring(0, Math.min(5, sqlState.length()));
    }
}
