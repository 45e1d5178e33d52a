package io.tapgrid.grid.ship;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * A table of MySQL and how a row gets into it.
 *
 * @param key names the row in {@code dead_letter} and in messages
 */
record Table<R>(String name, String sql, Binder<R> binder, Function<R, String> key) {
    /** Sets the parameters of one row. */
    @FunctionalInterface
    interface Binder<R> {
        void bind(PreparedStatement statement, PendingRow<R> row) throws SQLException;
    }
}
