package io.tapgrid.grid.expiry;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.shard.ShardCommand.Expire;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.gridapi.ShardDoor;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.PurchaseRow;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.cache.Cache;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.cache.query.IndexQuery;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;
import org.apache.ignite.cache.query.QueryCursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks a few times a second, on the index by deadline, which purchases of this node's shards are overdue, and has each decided in its shard's
 * order, where one that has moved on meanwhile is left alone. Whatever a round cannot take on, the next one finds again.
 */
public final class Expiry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    /** Commands under way from here: the shards' queues are for shoppers. At four rounds a second, so many thousand holds may lapse together. */
    private static final int UNDER_WAY_MAX = 1_024;

    /** Candidates of one shard in one round, where there are many shards: a batch or two. */
    private static final int CANDIDATES_MIN = 128;

    private static final Duration DECIDE_WITHIN = Duration.ofSeconds(2);

    private final NodeContext node;
    private final ShardDoor door;
    private final Set<PurchaseId> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clockwork;

    public Expiry(NodeContext node, ShardDoor door) {
        this.node = node;
        this.door = door;
        this.clockwork = Executors.newSingleThreadScheduledExecutor(round -> {
            Thread thread = new Thread(round, "expiry-" + node.config().instanceName());
            thread.setDaemon(true);
            return thread;
        });
    }

    public void start() {
        long every = node.config().work().expiryEvery().toMillis();
        var unused = clockwork.scheduleWithFixedDelay(this::roundQuietly, every, every, TimeUnit.MILLISECONDS);
    }

    /** A round that throws must not be the last one. */
    private void roundQuietly() {
        try {
            round(node.clock().instant());
        } catch (RuntimeException failure) {
            LOG.warn("deadlines could not be looked up; the next round tries again: {}", failure.toString());
        }
    }

    private void round(Instant now) {
        int[] mine = IntStream.range(0, node.shards().count())
                .filter(node::isPrimary)
                .toArray();
        int candidatesMax = Math.max(CANDIDATES_MIN, UNDER_WAY_MAX / Math.max(1, mine.length));
        IntStream.of(mine)
                .takeWhile(shard -> underWay.size() < UNDER_WAY_MAX)
                .forEach(shard -> expire(shard, candidatesMax, now));
    }

    private void expire(int shard, int candidatesMax, Instant now) {
        // As they lie in memory: two fields are all that is needed.
        IgniteCache<BinaryObject, BinaryObject> purchases =
                Caches.PURCHASE.of(node.ignite()).withKeepBinary();
        try (QueryCursor<Cache.Entry<BinaryObject, BinaryObject>> overdue =
                purchases.query(overdue(shard, candidatesMax, now))) {
            for (Cache.Entry<BinaryObject, BinaryObject> entry : overdue) {
                String purchaseId = entry.getKey().field("purchaseId");
                int version = entry.getValue().field("version");
                PurchaseId.parse(purchaseId).ifPresent(id -> expire(shard, new Expire(id, version), now));
            }
        }
    }

    /** Rows without a deadline stand before all others in the index, so the range begins after them. */
    private static IndexQuery<BinaryObject, BinaryObject> overdue(int shard, int candidatesMax, Instant now) {
        IndexQuery<BinaryObject, BinaryObject> query =
                new IndexQuery<>(PurchaseRow.class.getName(), Caches.PURCHASE_BY_DEADLINE);
        query.setCriteria(List.of(
                IndexQueryCriteriaBuilder.eq("SHARD", shard),
                IndexQueryCriteriaBuilder.between("DEADLINE", new Timestamp(0), Timestamp.from(now))));
        query.setPartition(shard);
        query.setLocal(true);
        query.setLimit(candidatesMax);
        return query;
    }

    private void expire(int shard, Expire expire, Instant now) {
        if (underWay.add(expire.purchaseId())) {
            door.take(shard, expire, now.plus(DECIDE_WITHIN), reply -> underWay.remove(expire.purchaseId()));
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
