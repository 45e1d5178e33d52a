package io.tapgrid.grid.shard;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.Shards;
import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ShardHeadRow;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;

/**
 * The shards that one transaction holds, and what it is going to write. Rows are read when asked for and written together at the end, cache
 * by cache in key order. Made by {@link MoneyTransactions}, used by the one thread that runs it, and gone when it ends.
 */
public final class MoneyTransaction {
    private final Ignite ignite;
    private final Shards shards;
    private final SortedMap<Integer, OpenShard> open = new TreeMap<>();
    private final Map<CacheName<?, ?>, Writes<?, ?>> writes = new LinkedHashMap<>();
    private final Terms terms;

    MoneyTransaction(Ignite ignite, Shards shards) {
        this.ignite = ignite;
        this.shards = shards;
        this.terms = new Terms(ignite);
    }

    /** The order of all shards: ascending, so that no two transactions wait for each other. */
    void lock(Collection<Integer> numbers, Instant clock) {
        IgniteCache<Integer, ShardHeadRow> heads = Caches.SHARD_HEAD.of(ignite);
        for (int shard : new java.util.TreeSet<>(numbers)) {
            // Read committed locks only what is written, so the head is written as it is and read in the same step.
            ShardHeadRow head = heads.getAndPut(shard, LOCK_ONLY);
            if (head == null) {
                throw new NotCommittedException(Reason.DEGRADED, "shard " + shard + ": its head is not there");
            }
            open.put(shard, new OpenShard(this, shard, head, clock));
        }
    }

    private static final ShardHeadRow LOCK_ONLY = new ShardHeadRow(0, new java.sql.Timestamp(0));

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

    /** Writes a row when the transaction ends. */
    public <K extends Comparable<K>, V> void put(CacheName<K, V> cache, K key, V row) {
        writes(cache).rows.put(key, row);
    }

    Terms terms() {
        return terms;
    }

    @SuppressWarnings("unchecked") // The name carries the types under which it was stored.
    private <K extends Comparable<K>, V> Writes<K, V> writes(CacheName<K, V> cache) {
        return (Writes<K, V>) writes.computeIfAbsent(cache, name -> new Writes<K, V>(cache));
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
