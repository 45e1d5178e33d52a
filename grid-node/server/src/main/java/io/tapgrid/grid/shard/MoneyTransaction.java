package io.tapgrid.grid.shard;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.ReservationRow;
import io.tapgrid.gridapi.row.SaleRow;
import io.tapgrid.gridapi.row.ShardHeadRow;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CachePeekMode;

/**
 * The shards that one transaction holds, and what it is going to write. Rows are read when asked for and written together at the end, cache
 * by cache in key order. Made by {@link MoneyTransactions}, used by the one thread that runs it, and gone when it ends.
 */
public final class MoneyTransaction {
    private static final ShardHeadRow LOCK = new ShardHeadRow(0, new Timestamp(0));

    /** Stands in a sale's place until the transaction ends, since only a write takes a lock; never committed. */
    private static final SaleRow SALE_LOCK =
            new SaleRow(Map.of(), new Timestamp(0), new Timestamp(0), false, "", 0, 0, "", 0);

    private final Ignite ignite;
    private final Shards shards;
    private final SortedMap<Integer, OpenShard> open = new TreeMap<>();
    private final Map<CacheName<?, ?>, Writes<?, ?>> writes = new LinkedHashMap<>();
    private final Terms terms;
    private Map<ReservationKey, ReservationRow> reservationsSeen = Map.of();
    private final IntPredicate isPrimary;
    private Instant clockTime = Instant.MAX;

    MoneyTransaction(Ignite ignite, Shards shards, IntPredicate isPrimary) {
        this.isPrimary = isPrimary;
        this.ignite = ignite;
        this.shards = shards;
        this.terms = new Terms(ignite);
    }

    /** The order of all shards: ascending, so that no two transactions wait for each other. */
    void lock(Collection<Integer> numbers, Clock clock) {
        IgniteCache<Integer, ShardHeadRow> cache = Caches.SHARD_HEAD.of(ignite);
        SortedMap<Integer, ShardHeadRow> heads = new TreeMap<>();
        for (int shard : new TreeSet<>(numbers)) {
            // Read committed locks only what is written, so something is written and what was there is read in one
            // step.
            ShardHeadRow head = cache.getAndPut(shard, LOCK);
            if (head == null) {
                throw new NotCommittedException(Reason.DEGRADED, "shard " + shard + ": its head is not there");
            }
            heads.put(shard, head);
        }
        // Only now: the locks may have been long in coming.
        clockTime = clock.instant();
        heads.forEach((shard, head) -> open.put(shard, new OpenShard(this, shard, head, isPrimary.test(shard))));
    }

    /** The node's own time when the locks were held: what {@code decideBefore} is compared with. */
    public Instant clockTime() {
        return clockTime;
    }

    /** A shard this transaction has locked. */
    public OpenShard shard(int number) {
        OpenShard shard = open.get(number);
        if (shard == null) {
            throw new IllegalArgumentException("shard: " + number + " (expected: one of " + open.keySet() + ")");
        }
        return shard;
    }

    public Shards shards() {
        return shards;
    }

    /** A row as it is now, this transaction's own writes included. Only rows of the locked shards, or terms, are safe from change. */
    public <K extends Comparable<K>, V> Optional<V> get(CacheName<K, V> cache, K key) {
        V written = writes(cache).rows.get(key);
        return Optional.ofNullable(written != null ? written : cache.of(ignite).get(key));
    }

    /**
     * A row of a shard that this transaction holds and whose primary is this node. Nobody else can be writing it, so it is looked up without the
     * transaction, at a fraction of the cost.
     */
    <K extends Comparable<K>, V> Optional<V> peek(CacheName<K, V> cache, K key) {
        V written = writes(cache).rows.get(key);
        return Optional.ofNullable(written != null ? written : cache.of(ignite).localPeek(key, CachePeekMode.PRIMARY));
    }

    /**
     * The row of a sale as it is now, with its lock. A head's lock may be free a moment before the last commit has reached this node's copies of
     * the terms, so whoever changes a sale by what it is reads it so. Only together with the head of the sale's shard; where there is no such
     * sale, this transaction must either create it or write nothing at all.
     */
    public Optional<SaleRow> lockedSale(SaleId saleId) {
        Optional<SaleRow> sale = Optional.ofNullable(Caches.SALE.of(ignite).getAndPut(saleId.value(), SALE_LOCK));
        sale.ifPresent(row -> put(Caches.SALE, saleId.value(), row));
        return sale;
    }

    /** Reservations that were read before: they stay as they are, so none of them needs to be read again. */
    void know(Map<ReservationKey, ReservationRow> seen) {
        reservationsSeen = seen;
    }

    Optional<ReservationRow> reservationSeen(ReservationKey key) {
        return Optional.ofNullable(reservationsSeen.get(key));
    }

    /** Writes a row when the transaction ends. */
    public <K extends Comparable<K>, V> void put(CacheName<K, V> cache, K key, V row) {
        writes(cache).rows.put(key, row);
    }

    /** Whether this node is the shard's primary now: no longer, once it has begun to move, although this transaction still holds its head. */
    boolean isPrimary(int shard) {
        return isPrimary.test(shard);
    }

    Terms terms() {
        return terms;
    }

    @SuppressWarnings("unchecked") // The name carries the types under which it was stored.
    private <K extends Comparable<K>, V> Writes<K, V> writes(CacheName<K, V> cache) {
        return (Writes<K, V>) writes.computeIfAbsent(cache, name -> new Writes<K, V>(cache));
    }

    /** The slices as this transaction leaves them, where it changed them. */
    List<Slice> slicesWritten() {
        return open.values().stream().flatMap(OpenShard::slicesWritten).toList();
    }

    /** Whether anything is to be written; if not, there is nothing to commit. */
    boolean hasWrites() {
        return open.values().stream().anyMatch(OpenShard::hasEvents)
                || writes.values().stream().anyMatch(it -> !it.rows.isEmpty());
    }

    void flush() {
        open.values().forEach(OpenShard::flush);
        writes.values().forEach(it -> it.flush(ignite));
    }

    private static final class Writes<K extends Comparable<K>, V> {
        private final CacheName<K, V> cache;
        private final SortedMap<K, V> rows = new TreeMap<>();

        Writes(CacheName<K, V> cache) {
            this.cache = cache;
        }

        void flush(Ignite ignite) {
            if (!rows.isEmpty()) {
                cache.of(ignite).putAll(rows);
            }
        }
    }
}
