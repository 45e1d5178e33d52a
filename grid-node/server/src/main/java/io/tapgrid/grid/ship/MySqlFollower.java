package io.tapgrid.grid.ship;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.domain.Shards;
import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.grid.database.Migrations;
import io.tapgrid.grid.node.Majority;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.grid.restore.ColdStart;
import io.tapgrid.grid.restore.ColdStartRefusedException;
import io.tapgrid.grid.restore.GridSink;
import io.tapgrid.grid.restore.StopRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything of a node that has to do with MySQL, in the order of a node's life: fill an empty grid, erase the record of
 * the last drained stop, ship, drain, record. MySQL is needed by the first, and by the second after a drained stop; past
 * them a node neither waits for it nor asks it anything.
 */
public final class MySqlFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MySqlFollower.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final int TELL_EVERY = 20;

    private final NodeConfig config;
    private final HikariDataSource database;
    private final ShipperMetrics metrics;
    private final Clock clock;
    private @Nullable Shipper shipper;
    private @Nullable GridJournal journal;

    public MySqlFollower(NodeConfig config, DatabaseSettings settings, ShipperMetrics metrics, Clock clock) {
        this.config = config;
        this.database = settings.open();
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Restores an empty grid, or finds that there is nothing to restore. Waits for MySQL without end: an empty grid that
     * served before it knows could sell everything a second time.
     *
     * @throws ColdStartRefusedException when something may be missing
     */
    public void fillEmptyGrid(Ignite ignite) {
        // A restore that is killed before it has erased the record is followed by a start that knows of it.
        mark();
        ColdStart coldStart = new ColdStart(database, config.shards(), clock);
        insist("the grid is empty, and only MySQL knows whether that is right", () -> {
            Migrations.migrate(database);
            coldStart.fill(new GridSink(ignite));
        });
    }

    /**
     * Erases what the last drained stop left in MySQL, before anything is sold that it would deny. Waits for MySQL only
     * when this node knows that there is such a record.
     */
    public void beforeServing() {
        if (Files.exists(drainedMark())) {
            insist("the record of the last stop must be erased first", () -> ColdStart.forget(database));
            unmark();
        }
    }

    public void start(Ignite ignite, Shards shards, Majority majority) {
        GridJournal ours =
                new GridJournal(ignite, shards, majority, config.work().transactionTimeout());
        Shipper started = new Shipper(ours, database, metrics, clock);
        started.start();
        journal = ours;
        shipper = started;
    }

    /** Waits until nothing of this node's shards is left to ship; call it when nothing new can come. */
    public boolean awaitShipped(Duration patience) {
        GridJournal ours = journal;
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (ours != null && System.nanoTime() - deadlineNanos < 0) {
            if (ours.primaryShards().stream().allMatch(shard -> ours.unshipped(shard) == 0)) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return false;
    }

    /** Notes on this node that a record may be in MySQL; before it is written there. */
    public void mark() {
        try {
            Files.createDirectories(config.dataFolder());
            Files.writeString(drainedMark(), clock.instant() + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes the record of a drained stop; every node has shipped and marked before. */
    public void record(Map<Integer, Long> heads) throws SQLException {
        StopRecord.write(database, heads, clock.instant());
    }

    @Override
    public void close() {
        Shipper running = shipper;
        if (running != null) {
            running.close();
        }
        database.close();
    }

    private void unmark() {
        try {
            Files.deleteIfExists(drainedMark());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path drainedMark() {
        return config.dataFolder().resolve("drained");
    }

    /** Something that needs MySQL. */
    @FunctionalInterface
    private interface DatabaseWork {
        void run() throws SQLException;
    }

    private static void insist(String why, DatabaseWork work) {
        for (int attempt = 0; ; attempt++) {
            try {
                work.run();
                return;
            } catch (SQLException unavailable) {
                if (attempt % TELL_EVERY == 0) {
                    LOG.warn("waiting for MySQL: {} ({})", why, unavailable.getMessage());
                }
            }
            if (Thread.interrupted()) {
                throw new IllegalStateException("interrupted while waiting for MySQL");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
