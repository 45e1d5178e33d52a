package io.tapgrid.grid.restore;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.grid.audit.AuditLog;
import io.tapgrid.grid.database.SqlTime;
import io.tapgrid.grid.journal.EventCodec;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.JournalKey;
import io.tapgrid.gridapi.row.JournalRow;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.row.SaleRow;
import io.tapgrid.gridapi.row.ShardHeadRow;
import io.tapgrid.gridapi.row.ShardShippedRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns the rows of MySQL into rows of the grid. Slices start with nothing available: what no purchase holds lies in the
 * pool. The heads go last, because a shard with a head may be served.
 *
 * <p>Memory stays bounded: reservations and purchases are streamed, only sales, items and their sums are kept.
 */
final class Restore {
    private static final int ROWS_AT_A_TIME = 500;

    /** In these states a sale sells, or will by itself. */
    private static final Set<SaleState> ON_ITS_WAY =
            EnumSet.of(SaleState.SCHEDULED, SaleState.WARMING, SaleState.READY, SaleState.OPEN, SaleState.SOLD_OUT);

    private final Connection connection;
    private final Shards shards;
    private final ShippedState state;
    private final Journaled journaled = new Journaled();

    Restore(Connection connection, Shards shards, ShippedState state) {
        this.connection = connection;
        this.shards = shards;
        this.state = state;
    }

    void into(RestoreSink sink, boolean pauseSales, Instant clock) throws SQLException {
        Instant now = clock.truncatedTo(ChronoUnit.MICROS);
        sales(sink, pauseSales);
        sink.put(Caches.AUDIT, AuditLog.stored(restored(now, pauseSales)));
        stream(RestoredRows.ITEM, sink, Caches.ITEM);
        stream(RestoredRows.RESERVATION, sink, Caches.RESERVATION);
        stream(RestoredRows.PURCHASE, sink, Caches.PURCHASE);
        new StockRestore(connection, shards).into(sink, now, journaled);
        heads(sink, now);
    }

    /** MySQL has no audit, so the new one begins with why it begins. */
    private static AuditRow restored(Instant now, boolean pauseSales) {
        String after = "{\"from\":\"mysql\",\"audit\":\"begins here\",\"salesPaused\":" + pauseSales + "}";
        return new AuditRow(now, "system", "restore", "grid", "{}", after);
    }

    private void sales(RestoreSink sink, boolean pauseSales) throws SQLException {
        SortedMap<String, SaleRow> rows = new TreeMap<>();
        for (Sale stored : RestoredRows.sales(connection)) {
            Sale sale = stored;
            if (pauseSales && ON_ITS_WAY.contains(stored.state())) {
                sale = paused(stored);
                journaled.add(shards.of(sale.id()), new Event.SaleChanged(sale));
            }
            rows.put(sale.id().value(), RowMapping.row(sale));
        }
        sink.put(Caches.SALE, rows);
    }

    /** Not along an arrow: a sale that may have lost what it sold stops, wherever it stood. */
    private static Sale paused(Sale sale) {
        return new Sale(
                sale.id(),
                sale.names(),
                sale.opensAt(),
                sale.closesAt(),
                sale.reservationRequired(),
                sale.rule(),
                sale.holdFor(),
                sale.payFor(),
                SaleState.PAUSED,
                sale.version() + 1);
    }

    private <K extends Comparable<K>, V> void stream(
            RestoredRows.Query<K, V> query, RestoreSink sink, CacheName<K, V> cache) throws SQLException {
        try (PreparedStatement statement = Streaming.prepare(connection, query.sql());
                ResultSet found = statement.executeQuery()) {
            SortedMap<K, V> rows = new TreeMap<>();
            while (found.next()) {
                rows.put(query.key().read(found), query.row().read(found));
                if (rows.size() == ROWS_AT_A_TIME) {
                    sink.put(cache, rows);
                    rows = new TreeMap<>();
                }
            }
            sink.put(cache, rows);
        }
    }

    private void heads(RestoreSink sink, Instant clock) throws SQLException {
        SortedMap<JournalKey, JournalRow> journal = new TreeMap<>();
        SortedMap<Integer, ShardHeadRow> heads = new TreeMap<>();
        SortedMap<Integer, ShardShippedRow> shipped = new TreeMap<>();
        for (int shard = 0; shard < shards.count(); shard++) {
            long nextSeq = state.nextSeq(shard);
            shipped.put(shard, new ShardShippedRow(nextSeq - 1, state.epoch(shard)));
            Instant now = lastNow(shard, nextSeq - 1);
            List<Event> events = journaled.of(shard);
            if (!events.isEmpty()) {
                now = clock.isAfter(now) ? clock : now;
                journal.put(new JournalKey(shard, nextSeq), new JournalRow(EventCodec.encode(now, events)));
                nextSeq++;
            }
            heads.put(shard, new ShardHeadRow(nextSeq, RowMapping.time(now)));
        }
        sink.put(Caches.JOURNAL, journal);
        sink.put(Caches.SHARD_SHIPPED, shipped);
        sink.put(Caches.SHARD_HEAD, heads);
    }

    private Instant lastNow(int shard, long lastSeq) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT happened_at FROM ledger WHERE shard = ? AND seq = ? LIMIT 1")) {
            statement.setInt(1, shard);
            statement.setLong(2, lastSeq);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? SqlTime.instant(rows.getObject(1, LocalDateTime.class)) : Instant.EPOCH;
            }
        }
    }
}
