package io.tapgrid.grid.audit;

import io.tapgrid.grid.shard.MoneyTransaction;
import io.tapgrid.gridapi.SaleAdmin.AuditMark;
import io.tapgrid.gridapi.SaleAdmin.AuditPage;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.AuditEntry;
import io.tapgrid.gridapi.row.RowMapping;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.QueryCursor;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.lang.IgniteBiPredicate;

/** The audit: one row for every change that somebody asked for, or that the clock made. Operators' work, so at most some thousands a day. */
public final class AuditLog {
    /** Rows one reading may ask for. */
    private static final int ROWS_MAX = 1_000;

    private static final Comparator<Found> OLDEST_FIRST = Comparator.comparing(Found::mark);

    private AuditLog() {}

    /** Writes a row together with the change it tells of. */
    public static void write(MoneyTransaction transaction, AuditRow row) {
        transaction.put(Caches.AUDIT, key(row), entry(row));
    }

    /** A row as the cache holds it, for a grid that is just being filled. */
    public static SortedMap<String, AuditEntry> stored(AuditRow row) {
        return new TreeMap<>(Map.of(key(row), entry(row)));
    }

    /** Writes a row about something that happened outside the grid. */
    public static void write(Ignite ignite, AuditRow row) {
        Caches.AUDIT.of(ignite).put(key(row), entry(row));
    }

    /** The newest rows first, at most {@code limit}, older than {@code before}. */
    public static AuditPage read(Ignite ignite, AuditMark before, int limit) {
        int rows = Math.max(1, Math.min(limit, ROWS_MAX));
        PriorityQueue<Found> newest = new PriorityQueue<>(OLDEST_FIRST);
        ScanQuery<String, AuditEntry> older = new ScanQuery<>(new OlderThan(timestamp(before.at()), before.key()));
        boolean more = false;
        try (QueryCursor<Cache.Entry<String, AuditEntry>> found =
                Caches.AUDIT.of(ignite).query(older)) {
            for (Cache.Entry<String, AuditEntry> it : found) {
                newest.add(new Found(new AuditMark(it.getValue().at.toInstant(), it.getKey()), row(it.getValue())));
                if (newest.size() > rows) {
                    newest.remove();
                    more = true;
                }
            }
        }
        Optional<AuditMark> next = more ? Optional.of(newest.element().mark()) : Optional.empty();
        return new AuditPage(
                newest.stream().sorted(OLDEST_FIRST.reversed()).map(Found::row).toList(), next);
    }

    /** A row and its place. */
    private record Found(AuditMark mark, AuditRow row) {}

    /** Runs where the rows are. */
    private static final class OlderThan implements IgniteBiPredicate<String, AuditEntry> {
        private static final long serialVersionUID = 1L;

        private final Timestamp before;
        private final String beforeKey;

        OlderThan(Timestamp before, String beforeKey) {
            this.before = before;
            this.beforeKey = beforeKey;
        }

        @Override
        public boolean apply(String key, AuditEntry entry) {
            int order = entry.at.compareTo(before);
            return order < 0 || (order == 0 && key.compareTo(beforeKey) < 0);
        }
    }

    /** Times that no SQL type can hold mean all there is. */
    private static Timestamp timestamp(Instant instant) {
        Instant last = Instant.parse("9999-12-31T23:59:59Z");
        return RowMapping.time(instant.isAfter(last) ? last : instant);
    }

    private static String key(AuditRow row) {
        return row.at() + "-" + UUID.randomUUID();
    }

    /** To the microsecond, as times are on the wire: a mark must come back as it went. */
    private static AuditEntry entry(AuditRow row) {
        return new AuditEntry(
                RowMapping.time(row.at().truncatedTo(ChronoUnit.MICROS)),
                row.actor(),
                row.action(),
                row.subject(),
                row.before(),
                row.after());
    }

    private static AuditRow row(AuditEntry entry) {
        return new AuditRow(entry.at.toInstant(), entry.actor, entry.action, entry.subject, entry.before, entry.after);
    }
}
