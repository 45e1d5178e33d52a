package io.tapgrid.grid.ship;

import io.tapgrid.grid.journal.EventCodec;
import io.tapgrid.grid.journal.LoggedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one run of a shard's entries into MySQL, in one transaction:
 *
 * <ol>
 *   <li>lock the watermark; an epoch ahead of ours means that somebody else ships the shard
 *   <li>entries behind the watermark were shipped before: compare them with the ledger, write nothing
 *   <li>the first of the others must be the watermark's next; write their rows and ledger lines, move the watermark
 *   <li>fence: a write in the grid that fails without a majority
 *   <li>commit
 * </ol>
 */
final class ShipmentTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(ShipmentTransaction.class);

    private final Connection connection;
    private final Fence fence;
    private final Instant now;

    ShipmentTransaction(Connection connection, Fence fence, Instant now) {
        this.connection = connection;
        this.fence = fence;
        this.now = now;
    }

    /** What was written, and the tables of the rows that were refused. */
    record Shipment(int entries, int events, List<String> deadLetterTables) {}

    /** One shard's oldest entries, read as events. */
    private record Run(int shard, long epoch, List<JournalEntry> entries, List<EventPlace> places) {
        long lastSeq() {
            return entries.get(entries.size() - 1).seq();
        }
    }

    /** Writes what is new and says from which tables rows were refused. */
    @FunctionalInterface
    private interface Writing {
        List<String> write(List<EventPlace> fresh) throws SQLException;
    }

    /**
     * Commits, or rolls back and throws.
     *
     * @param entries one shard's, at least one
     * @throws FencedException when the grid knows another shipper of the shard
     * @throws StaleEpochException when MySQL knows a higher epoch
     * @throws HistoryConflictException when journal and MySQL contradict each other
     */
    Shipment ship(int shard, long epoch, List<JournalEntry> entries) throws SQLException {
        Run run = new Run(shard, epoch, entries, decode(entries));
        try {
            return attempt(run, this::writeFast);
        } catch (SQLException refused) {
            if (!SqlFault.isOfTheRow(refused)) {
                throw refused;
            }
        }
        return attempt(run, this::writeCarefully);
    }

    private Shipment attempt(Run run, Writing writing) throws SQLException {
        boolean committed = false;
        try {
            Watermark watermark = Watermark.lock(connection, run.shard(), now);
            if (watermark.epoch() > run.epoch()) {
                throw new StaleEpochException(run.shard(), run.epoch(), watermark.epoch());
            }
            List<EventPlace> fresh = requireNext(watermark, run);
            List<String> refused = writing.write(fresh);
            long nextSeq = Math.max(watermark.nextSeq(), run.lastSeq() + 1);
            watermark.move(connection, run.epoch(), nextSeq, now);
            fence.fence(run.shard(), run.epoch());
            connection.commit();
            committed = true;
            return new Shipment((int) (nextSeq - watermark.nextSeq()), fresh.size(), refused);
        } finally {
            if (!committed) {
                rollback();
            }
        }
    }

    /** The connection may be gone, and then the server rolls back by itself. */
    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            LOG.debug("rollback on a connection that is gone", gone);
        }
    }

    private List<EventPlace> requireNext(Watermark watermark, Run run) throws SQLException {
        long expected = Math.min(watermark.nextSeq(), run.entries().get(0).seq());
        for (JournalEntry entry : run.entries()) {
            if (entry.seq() != expected++) {
                throw new HistoryConflictException("shard " + run.shard() + ": the journal goes on with " + entry.seq()
                        + " (expected: " + (expected - 1) + ")");
            }
        }
        Ledger ledger = new Ledger(connection);
        List<EventPlace> fresh = new ArrayList<>(run.places().size());
        for (EventPlace place : run.places()) {
            if (place.seq() < watermark.nextSeq()) {
                ledger.requireSame(place);
            } else {
                fresh.add(place);
            }
        }
        return fresh;
    }

    private List<String> writeFast(List<EventPlace> places) throws SQLException {
        rows(places).visit(new RowWriter(connection));
        return List.of();
    }

    private List<String> writeCarefully(List<EventPlace> places) throws SQLException {
        DeadLetters deadLetters = new DeadLetters(connection, now);
        rows(places).visit(new CarefulRowWriter(connection, new Ledger(connection), deadLetters));
        return deadLetters.tables();
    }

    private static BatchRows rows(List<EventPlace> places) {
        BatchRows rows = new BatchRows();
        places.forEach(rows::add);
        return rows;
    }

    private static List<EventPlace> decode(List<JournalEntry> entries) {
        List<EventPlace> places = new ArrayList<>();
        for (JournalEntry entry : entries) {
            EventCodec.Batch batch = EventCodec.decode(entry.payload());
            int index = 0;
            for (LoggedEvent logged : batch.events()) {
                places.add(new EventPlace(entry.shard(), entry.seq(), index++, batch.at(), logged));
            }
        }
        return places;
    }
}
