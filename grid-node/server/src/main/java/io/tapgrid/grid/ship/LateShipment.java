package io.tapgrid.grid.ship;

import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.grid.database.SqlTime;
import io.tapgrid.grid.journal.EventCodec;
import io.tapgrid.grid.journal.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Brings to MySQL what lies on the disk of a grid that cannot start any more. There is no grid to write a fence into: whoever calls this has stopped
 * every node. A shipper that should be alive nevertheless is shut out by the epoch, which goes up. Everything may be repeated.
 */
public final class LateShipment {
    private static final String NEXT = "SELECT next_seq, epoch FROM shipped WHERE shard = ?";
    private static final String LAST =
            "SELECT happened_at FROM ledger WHERE shard = ? ORDER BY shard DESC, seq DESC, idx DESC LIMIT 1";

    private final Connection connection;
    private final Instant now;

    public LateShipment(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    /**
     * How far MySQL has a shard.
     *
     * @param nextSeq the first entry that it lacks
     * @param epoch of the last shipper
     */
    public record Reached(long nextSeq, long epoch) {}

    /** What became of some entries; {@code rowsRefused} counts tables of which a row went to {@code dead_letter}. */
    public record Brought(int entries, int rowsRefused) {}

    public Reached reached(int shard) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setInt(1, shard);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new Reached(rows.getLong(1), rows.getLong(2)) : new Reached(1, 0);
            }
        } finally {
            connection.rollback();
        }
    }

    /** When the last event happened that MySQL has of a shard. */
    public Optional<Instant> lastEvent(int shard) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAST)) {
            statement.setInt(1, shard);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(SqlTime.instant(rows.getObject(1, LocalDateTime.class)))
                        : Optional.empty();
            }
        } finally {
            connection.rollback();
        }
    }

    /**
     * Commits entries of one shard, in their order and without gaps. Those that MySQL has already are compared with the ledger.
     *
     * @throws HistoryConflictException when MySQL has another history of the shard; nothing of these entries is written then
     */
    public Brought ship(int shard, List<JournalEntry> entries) throws SQLException {
        long epoch = reached(shard).epoch() + 1;
        ShipmentTransaction.Shipment shipment =
                new ShipmentTransaction(connection, LateShipment::noFence, now).ship(shard, epoch, entries);
        return new Brought(shipment.entries(), shipment.deadLetterTables().size());
    }

    private static void noFence(int shard, long epoch) {
        // There is no majority to ask, and nobody to be shut out.
    }

    /**
     * Sales and items lie on every node, so a disk may have newer ones than the journals that are left tell of. The higher version wins, as always;
     * the ledger hears nothing of it.
     */
    public void terms(List<Sale> sales, List<Item> items) throws SQLException {
        List<Event> events = new ArrayList<>();
        sales.forEach(sale -> events.add(new Event.SaleChanged(sale)));
        items.forEach(item -> events.add(new Event.ItemChanged(item)));
        EventCodec.Batch batch = EventCodec.decode(EventCodec.encode(now, events));
        BatchRows rows = new BatchRows();
        for (LoggedEvent logged : batch.events()) {
            rows.add(new EventPlace(0, 0, 0, batch.at(), logged));
        }
        rows.visit(new WithoutLedger(new RowWriter(connection)));
        connection.commit();
    }

    /** Rows alone: what has no place in a shard's order has none in the ledger. */
    private record WithoutLedger(RowWriter writer) implements BatchRows.Visitor {
        @Override
        public <R> void table(Table<R> table, Collection<PendingRow<R>> rows) throws SQLException {
            if (!table.equals(Tables.LEDGER)) {
                writer.table(table, rows);
            }
        }
    }
}
