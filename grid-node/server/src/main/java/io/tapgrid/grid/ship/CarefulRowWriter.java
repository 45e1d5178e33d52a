package io.tapgrid.grid.ship;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Writes each row in a statement of its own, after a large one was refused: a row that is refused alone too goes to
 * {@code dead_letter}, in the same transaction, and the others are written. A failed statement undoes itself only, so
 * no savepoints are needed.
 */
final class CarefulRowWriter implements BatchRows.Visitor {
    private final Connection connection;
    private final Ledger ledger;
    private final DeadLetters deadLetters;

    CarefulRowWriter(Connection connection, Ledger ledger, DeadLetters deadLetters) {
        this.connection = connection;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
    }

    @Override
    public <R> void table(Table<R> table, Collection<PendingRow<R>> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.sql())) {
            for (PendingRow<R> row : rows) {
                table.binder().bind(statement, row);
                writeAlone(statement, table, row);
            }
        }
    }

    private <R> void writeAlone(PreparedStatement statement, Table<R> table, PendingRow<R> row) throws SQLException {
        try {
            statement.executeUpdate();
        } catch (SQLException refused) {
            if (!SqlFault.isOfTheRow(refused)) {
                throw refused;
            }
            boolean thereAlready = table.equals(Tables.LEDGER) && ledger.hasSame(row.place());
            if (!thereAlready) {
                deadLetters.add(table, row, refused);
            }
        }
    }
}
