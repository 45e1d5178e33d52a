package io.tapgrid.grid.readonly;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ignite.internal.util.nio.GridNioSession;
import org.apache.ignite.internal.util.nio.GridNioSessionMetaKey;

/**
 * The statements of one connection: which wait for a thread, and when those began whose cursors are open. A cursor that was ended may look as if
 * its rows had been read to the end, so whoever fetches asks here first. Any thread.
 */
final class ConnectionStatements {
    /** Past so many, the oldest are forgotten: the client has not closed them. Ignite lets it open far fewer at once. */
    private static final int REMEMBERED = 1_024;

    private static final int KEY = GridNioSessionMetaKey.nextUniqueKey();

    private final Map<Long, Long> begunNanos = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > REMEMBERED;
        }
    });

    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();

    private ConnectionStatements() {}

    static ConnectionStatements of(GridNioSession session) {
        synchronized (session) {
            ConnectionStatements known = session.meta(KEY);
            if (known != null) {
                return known;
            }
            ConnectionStatements made = new ConnectionStatements();
            session.addMeta(KEY, made);
            return made;
        }
    }

    /** A request has come that now waits for a thread. Those of a client that can take none back all have the number 0. */
    void waits(long request) {
        waiting.add(request);
    }

    /** Whether it still waited, and now does no more: it is begun, or taken back, and not both. */
    boolean waitsNoMore(long request) {
        return waiting.remove(request);
    }

    void opened(long cursor, long nanos) {
        begunNanos.put(cursor, nanos);
    }

    void closed(long cursor) {
        begunNanos.remove(cursor);
    }

    /** When the statement of a cursor began, in {@code System.nanoTime}; empty for one that is no statement's. */
    Optional<Long> begunNanos(long cursor) {
        return Optional.ofNullable(begunNanos.get(cursor));
    }
}
