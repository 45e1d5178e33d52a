package io.tapgrid.grid.readonly;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.processors.query.h2.IgniteH2Indexing;
import org.apache.ignite.internal.processors.query.running.GridRunningQueryInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What ends a statement before its time. It may take so long, from when it is begun until its last row has been fetched, whatever its client asks
 * for; and when the heap of a node is nearly full, all end that this node works on. Any thread.
 *
 * <p>Goes by what Ignite has registered as running, not by requests: so it also finds the statement of a client that has gone, and a cursor
 * that nobody fetches from. Ignite ends a statement on all nodes that work for it.
 */
final class StatementLimits implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatementLimits.class);

    /** What Ignite calls those who ask by JDBC and as thin clients. What the node itself asks is named otherwise, or not at all. */
    private static final List<String> CLIENTS = List.of("jdbc-thin:", "cli:");

    private static final long LOOKS_PER_LIMIT = 20;
    private static final long LOOK_EVERY_MAX_MILLIS = 1_000;

    /** A heap that is always too small would be told of with every collection. */
    private static final Duration SAID_AGAIN_AFTER = Duration.ofMinutes(1);

    private final GridKernalContext kernal;
    private final Duration limit;
    private final ScheduledExecutorService clockwork;
    private final ExecutorService ends;
    private final HeapWatch heap = new HeapWatch(this::crowded);

    /** When each running statement was first seen, in {@code System.nanoTime}. The clockwork's thread alone. */
    private Map<Long, Long> seen = new HashMap<>();

    /** Those of them that were told to end. The clockwork's thread alone. */
    private final Set<Long> ending = new HashSet<>();

    /** Those who were told to end for want of memory and still are at it: whoever told them again would only wait beside. */
    private final Set<Long> clearing = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean clearingParts = new AtomicBoolean();

    /** When all statements were last ended for want of memory, in {@code System.nanoTime}. */
    private volatile long crowdedNanos = System.nanoTime();

    StatementLimits(GridKernalContext kernal, Duration limit) {
        this.kernal = kernal;
        this.limit = limit;
        this.clockwork = Executors.newSingleThreadScheduledExecutor(look -> daemon(look, "sql-limits"));
        this.ends = Executors.newCachedThreadPool(end -> daemon(end, "sql-limits-end"));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        long every = Math.min(limit.toMillis() / LOOKS_PER_LIMIT, LOOK_EVERY_MAX_MILLIS);
        var unused = clockwork.scheduleWithFixedDelay(this::lookQuietly, every, every, TimeUnit.MILLISECONDS);
        heap.start();
    }

    /** Why a statement that began then has ended, or ends; empty for one that may go on. */
    Optional<String> ended(long begunNanos) {
        if (crowdedNanos - begunNanos > 0) {
            return Optional.of("memory: the statement was ended, since the node's heap was nearly full"
                    + " (expected: a statement that sorts, groups or joins less)");
        }
        return System.nanoTime() - begunNanos < limit.toNanos() ? Optional.empty() : Optional.of(tooLong());
    }

    private String tooLong() {
        String length = limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + "s" : limit.toMillis() + "ms";
        return "sql.select-max: the statement was ended " + length
                + " after it had begun, with rows still to be found or fetched (expected: a statement that reads less, or page by"
                + " page by key); a longer sql.select-max in config/grid-node.properties, or TAPGRID_SQL_SELECT_MAX, allows more";
    }

    private void lookQuietly() {
        try {
            look();
        } catch (RuntimeException failure) {
            LOG.warn("running statements could not be looked at", failure);
        }
    }

    private void look() {
        long now = System.nanoTime();
        Map<Long, Long> still = new HashMap<>();
        for (GridRunningQueryInfo statement : ofClients()) {
            long since = seen.getOrDefault(statement.id(), now);
            still.put(statement.id(), since);
            if (now - since >= limit.toNanos() && ending.add(statement.id())) {
                LOG.warn("a statement has taken longer than {}, and is ended: {}", limit, described(statement));
                end(statement);
            }
        }
        seen = still;
        ending.retainAll(still.keySet());
    }

    /** Also what other nodes ask this one for: their statements sort in this heap. */
    private void crowded() {
        long before = crowdedNanos;
        crowdedNanos = System.nanoTime();
        List<GridRunningQueryInfo> statements = ofClients();
        if (!statements.isEmpty() || crowdedNanos - before > SAID_AGAIN_AFTER.toNanos()) {
            LOG.warn(
                    "the heap is nearly full; statements are ended, of this node's clients {}: {}",
                    statements.size(),
                    statements.stream().map(StatementLimits::described).toList());
        }
        statements.stream()
                .filter(statement -> clearing.add(statement.id()))
                .forEach(statement -> ends.execute(() -> clear(statement)));
        if (kernal.query().getIndexing() instanceof IgniteH2Indexing h2 && clearingParts.compareAndSet(false, true)) {
            ends.execute(() -> clearParts(h2));
        }
    }

    private void clear(GridRunningQueryInfo statement) {
        try {
            statement.cancel();
        } finally {
            clearing.remove(statement.id());
        }
    }

    private void clearParts(IgniteH2Indexing h2) {
        try {
            h2.mapQueryExecutor().stop();
        } finally {
            clearingParts.set(false);
        }
    }

    private List<GridRunningQueryInfo> ofClients() {
        return kernal.query().runningQueryManager().runningSqlQueries().stream()
                .filter(statement -> isOfClient(statement.queryInitiatorId()))
                .toList();
    }

    private static boolean isOfClient(@Nullable String asks) {
        return asks != null && CLIENTS.stream().anyMatch(asks::startsWith);
    }

    /** In a thread of its own: one that cannot be interrupted just now, such as a sort, keeps whoever ends it waiting. */
    private void end(GridRunningQueryInfo statement) {
        ends.execute(statement::cancel);
    }

    private static String described(GridRunningQueryInfo statement) {
        return statement.queryInitiatorId() + " " + statement.query();
    }

    /** Ends every statement: a node that stops would wait for them. */
    @Override
    public void close() {
        heap.close();
        clockwork.shutdownNow();
        ofClients().forEach(this::end);
        ends.shutdown();
    }
}
