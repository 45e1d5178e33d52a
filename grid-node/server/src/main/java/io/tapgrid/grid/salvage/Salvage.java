package io.tapgrid.grid.salvage;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.grid.database.Migrations;
import io.tapgrid.grid.journal.CorruptJournalException;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.grid.ship.HistoryConflictException;
import io.tapgrid.grid.ship.JournalEntry;
import io.tapgrid.grid.ship.LateShipment;
import io.tapgrid.gridapi.row.ShardHeadRow;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings to MySQL what one node's disk knows and MySQL does not: the journal of every shard that it has a copy of, and the terms of the sales. A copy of
 * the disk is read, so it can be done again, and a second disk with the same shards finds that MySQL has them.
 *
 * <table>
 * <caption>Crash points</caption>
 * <tr><th>killed</th><th>state</th><th>repaired by</th></tr>
 * <tr><td>within a shipment</td><td>MySQL rolls it back</td><td>doing it again</td></tr>
 * <tr><td>between shipments</td><td>MySQL has the first of them</td><td>doing it again: it goes on from there</td></tr>
 * </table>
 */
public final class Salvage implements AutoCloseable {
    private static final int ENTRIES_MAX = 256;
    private static final int BYTES_MAX = 1 << 20;

    private final HikariDataSource database;
    private final Clock clock;

    /** @param mysql migrated by the first disk that is read */
    public Salvage(DatabaseSettings mysql, Clock clock) {
        this.database = mysql.open();
        this.clock = clock;
    }

    /**
     * Reads one disk. Nobody else may have it open, and no node of the grid may be alive.
     *
     * @param scratch a folder with room for a copy of it, which is what is read
     * @throws RuntimeException when the disk cannot be read: Ignite's own, since there are many
     */
    public SalvagedDisk from(NodeConfig config, Path springXml, Path scratch) throws SQLException, IOException {
        Migrations.migrate(database);
        try (DiskCopy copy = DiskCopy.of(config.dataFolder(), scratch.resolve(config.consistentId()));
                DiskReader disk = DiskReader.open(config.withDataFolder(copy.folder()), springXml);
                Connection connection = database.getConnection()) {
            LateShipment shipment = new LateShipment(connection, clock.instant());
            List<SalvagedShard> shards = new ArrayList<>();
            for (int shard = 0; shard < config.cluster().shards(); shard++) {
                Optional<ShardHeadRow> head = disk.head(shard);
                if (head.isPresent()) {
                    shards.add(bring(shard, head.get(), disk, shipment));
                }
            }
            shipment.terms(disk.sales(), disk.items());
            return new SalvagedDisk(config.index(), shards);
        }
    }

    private static SalvagedShard bring(int shard, ShardHeadRow head, DiskReader disk, LateShipment shipment)
            throws SQLException {
        Tally tally = new Tally();
        String problem = "";
        try {
            long known = shipment.reached(shard).nextSeq();
            long end = ship(shard, Math.min(known, disk.firstUnshipped(shard)), disk, shipment, tally);
            if (end < known) {
                // Entries before the watermark may be missing in a copy that was being filled.
                end = ship(shard, known, disk, shipment, tally);
            }
            if (known > head.nextSeq) {
                problem = "it went on without this disk: MySQL has later entries";
            } else if (end < head.nextSeq) {
                problem = "its entries " + end + " to " + (head.nextSeq - 1) + " are missing on this disk";
            }
        } catch (HistoryConflictException | CorruptJournalException conflict) {
            problem = String.valueOf(conflict.getMessage());
        }
        return new SalvagedShard(
                shard, disk.isWhole(shard), head.lastNow.toInstant(), tally.entries, tally.rowsRefused, problem);
    }

    /** What was brought so far. */
    private static final class Tally {
        private long entries;
        private int rowsRefused;
    }

    /** Returns the number after the last entry that was found. */
    private static long ship(int shard, long first, DiskReader disk, LateShipment shipment, Tally tally)
            throws SQLException {
        long next = first;
        List<JournalEntry> entries = disk.entries(shard, next, ENTRIES_MAX, BYTES_MAX);
        while (!entries.isEmpty()) {
            LateShipment.Brought brought = shipment.ship(shard, entries);
            tally.entries += brought.entries();
            tally.rowsRefused += brought.rowsRefused();
            next += entries.size();
            entries = disk.entries(shard, next, ENTRIES_MAX, BYTES_MAX);
        }
        return next;
    }

    @Override
    public void close() {
        database.close();
    }
}
