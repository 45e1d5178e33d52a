package io.tapgrid.grid.audit;

import io.tapgrid.domain.Limits;
import io.tapgrid.grid.shard.MoneyTransaction;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.AuditEntry;
import io.tapgrid.gridapi.row.RowMapping;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
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

    private static final Comparator<AuditRow> OLDEST_FIRST = Comparator.comparing(AuditRow::at);

    private AuditLog() {}

    /** Writes a row together with the change it tells of. */
    public static void write(MoneyTransaction transaction, AuditRow row) {
        transaction.put(Caches.AUDIT, key(row), entry(row));
    }

    /** Writes a row about something that happened outside the grid. */
    public static void write(Ignite ignite, AuditRow row) {
        Caches.AUDIT.of(ignite).put(key(row), entry(row));
    }

    /** The newest rows first, at most {@code limit}, older than {@code before}. */
    public static List<AuditRow> read(Ignite ignite, Instant before, int limit) {
        int rows = Math.max(1, Math.min(limit, ROWS_MAX));
        PriorityQueue<AuditRow> newest = new PriorityQueue<>(OLDEST_FIRST);
        ScanQuery<String, AuditEntry> older = new ScanQuery<>(new OlderThan(timestamp(before)));
        try (QueryCursor<Cache.Entry<String, AuditEntry>> found =
                Caches.AUDIT.of(ignite).query(older)) {
            found.forEach(it -> {
                newest.add(row(it.getValue()));
                if (newest.size() > rows) {
                    newest.remove();
                }
            });
        }
        return newest.stream().sorted(OLDEST_FIRST.reversed()).toList();
    }

    /** Runs where the rows are. */
    private static final class OlderThan implements IgniteBiPredicate<String, AuditEntry> {
        private static final long serialVersionUID = 1L;

        private final Timestamp before;

        OlderThan(Timestamp before) {
            this.before = before;
        }

        @Override
        public boolean apply(String key, AuditEntry entry) {
            return entry.at.before(before);
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

    private static AuditEntry entry(AuditRow row) {
        return new AuditEntry(
                RowMapping.time(row.at()), row.actor(), row.action(), row.subject(), row.before(), row.after());
    }

    private static AuditRow row(AuditEntry entry) {
        return new AuditRow(entry.at.toInstant(), entry.actor, entry.action, entry.subject, entry.before, entry.after);
    }

    /** A flat JSON object of names and values in turn; values are numbers or text. */
    public static String json(Object... namesAndValues) {
        StringBuilder text = new StringBuilder("{");
        for (int at = 0; at < namesAndValues.length; at += 2) {
            text.append(at == 0 ? "" : ",");
            quote(text, namesAndValues[at].toString()).append(':');
            Object value = namesAndValues[at + 1];
            if (value instanceof Number) {
                text.append(value);
            } else {
                quote(text, value.toString());
            }
        }
        return text.append('}').toString();
    }

    private static StringBuilder quote(StringBuilder into, String text) {
        into.append('"');
        text.codePoints().limit(10L * Limits.TEXT_LENGTH_MAX).forEach(c -> {
            if (c == '"' || c == '\\') {
                into.append('\\').appendCodePoint(c);
            } else if (c < ' ') {
                into.append(String.format("\\u%04x", c));
            } else {
                into.appendCodePoint(c);
            }
        });
        return into.append('"');
    }
}
