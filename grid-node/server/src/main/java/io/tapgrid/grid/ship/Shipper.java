package io.tapgrid.grid.ship;

import io.tapgrid.grid.database.Migrations;
import io.tapgrid.grid.journal.CorruptJournalException;
import io.tapgrid.grid.journal.EventCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shipper of one node: a single thread that goes round the shards the node is primary of and ships the oldest
 * entries of each, at most {@value #ENTRIES_MAX} of them or about a megabyte at a time, so that no shard waits for
 * another's backlog and the memory stays bounded however long MySQL was away.
 *
 * <p>When the database cannot be reached, the whole round waits, from 100 ms doubling to 10 s; when one shard fails (a
 * deadlock, no majority, a lost partition, a conflict), that shard waits and the others go on.
 */
public final class Shipper implements AutoCloseable {
    static final int ENTRIES_MAX = 256;
    static final int BYTES_MAX = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

    /** Between two rounds, so that entries gather: what a shipment costs on both sides hardly depends on how many it carries. */
    private static final Duration GATHER = Duration.ofMillis(100);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(70);
    private static final long LAG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final JournalSource source;
    private final DataSource database;
    private final ShipperMetrics metrics;
    private final Clock clock;
    private final BackOff databaseBackOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private final Map<Integer, ShardShipping> shards = new HashMap<>();
    private final Thread thread = new Thread(this::run, "tapgrid-shipper");
    private volatile boolean stopping;
    private boolean migrated;
    private long lagToldNanos = System.nanoTime() - LAG_EVERY_NANOS;

    public Shipper(JournalSource source, DataSource database, ShipperMetrics metrics, Clock clock) {
        this.source = source;
        this.database = database;
        this.metrics = metrics;
        this.clock = clock;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the thread after the batch it is at; waits for it, at most as long as a statement may take. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("the shipper has not ended within {}", STOP_PATIENCE);
        }
    }

    private void run() {
        while (!stopping) {
            boolean more = false;
            try {
                tellLag();
                more = round();
            } catch (RuntimeException failed) {
                failed("the shipper's round failed", failed);
            }
            if (!more) {
                LockSupport.parkNanos(GATHER.toNanos());
            }
        }
    }

    /**
     * One batch of each shard that has something to ship and does not rest.
     *
     * @return whether a shard had as much as one batch may carry, so that the next round is worth it at once
     */
    boolean round() {
        if (databaseBackOff.isResting(System.nanoTime())) {
            return false;
        }
        List<Integer> mine = source.primaryShards();
        shards.keySet().retainAll(mine);
        try {
            migrate();
            boolean more = shipAll(mine);
            recovered();
            return more;
        } catch (SQLException unavailable) {
            databaseBackOff.failed(System.nanoTime());
            failed("MySQL does not take the journal now", unavailable);
            return false;
        }
    }

    private void migrate() throws SQLException {
        if (!migrated) {
            Migrations.migrate(database);
            migrated = true;
        }
    }

    private boolean shipAll(List<Integer> mine) throws SQLException {
        boolean more = false;
        for (int shard : mine) {
            ShardShipping shipping = shards.computeIfAbsent(shard, ShardShipping::new);
            if (!stopping && !shipping.backOff().isResting(System.nanoTime())) {
                more |= shipShard(shipping);
            }
        }
        return more;
    }

    private boolean shipShard(ShardShipping shipping) throws SQLException {
        try {
            List<JournalEntry> entries = source.oldest(shipping.shard(), ENTRIES_MAX, BYTES_MAX);
            if (!entries.isEmpty()) {
                ship(shipping, entries);
            }
            shipping.backOff().worked();
            return isFull(entries);
        } catch (FencedException | StaleEpochException notOurs) {
            shipping.forgetClaim(notOurs instanceof StaleEpochException stale ? stale.epochInMySql() : 0);
            rest(shipping, notOurs);
        } catch (HistoryConflictException | CorruptJournalException conflict) {
            metrics.conflict(shipping.shard());
            rest(shipping, conflict);
        } catch (SQLException failed) {
            if (SqlFault.isOfTheConnection(failed)) {
                throw failed;
            }
            rest(shipping, failed);
        } catch (RuntimeException gridFailed) {
            rest(shipping, gridFailed);
        }
        return false;
    }

    /** More than half of the bytes counts as full: the next entry may have been too large to come along. */
    private static boolean isFull(List<JournalEntry> entries) {
        long bytes = entries.stream().mapToLong(entry -> entry.payload().length).sum();
        return entries.size() == ENTRIES_MAX || bytes > BYTES_MAX / 2;
    }

    private void ship(ShardShipping shipping, List<JournalEntry> entries) throws SQLException {
        long startedNanos = System.nanoTime();
        long epoch = shipping.epoch(source);
        ShipmentTransaction.Shipment shipment;
        try (Connection connection = database.getConnection()) {
            shipment =
                    new ShipmentTransaction(connection, source, clock.instant()).ship(shipping.shard(), epoch, entries);
        }
        source.shipped(shipping.shard(), epoch, entries.get(entries.size() - 1).seq());
        metrics.shipped(shipment.entries(), shipment.events(), Duration.ofNanos(System.nanoTime() - startedNanos));
        shipment.deadLetterTables().forEach(table -> {
            LOG.error("shard {}: MySQL refused a row of {}; see dead_letter", shipping.shard(), table);
            metrics.deadLetter(table);
        });
    }

    private void rest(ShardShipping shipping, Exception why) {
        if (!shipping.backOff().isFailing()) {
            LOG.warn("shard {} is not shipped now: {}", shipping.shard(), why.toString());
            LOG.debug("where shard {} failed", shipping.shard(), why);
        }
        shipping.backOff().failed(System.nanoTime());
        metrics.failed(why.toString());
    }

    private void failed(String what, Exception why) {
        LOG.warn("{}: {}", what, why.toString());
        metrics.failed(why.toString());
    }

    private void recovered() {
        if (databaseBackOff.isFailing()) {
            LOG.info("MySQL takes the journal again");
            metrics.recovered();
        }
        databaseBackOff.worked();
    }

    private void tellLag() {
        if (System.nanoTime() - lagToldNanos < LAG_EVERY_NANOS) {
            return;
        }
        lagToldNanos = System.nanoTime();
        Instant now = clock.instant();
        long entries = 0;
        Instant oldest = now;
        for (int shard : source.primaryShards()) {
            long waiting = source.unshipped(shard);
            entries += waiting;
            if (waiting > 0) {
                for (JournalEntry entry : source.oldest(shard, 1, 1)) {
                    Instant at = EventCodec.time(entry.payload());
                    oldest = at.isBefore(oldest) ? at : oldest;
                }
            }
        }
        metrics.lag(entries, Duration.between(oldest, now));
    }
}
