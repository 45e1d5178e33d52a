package io.tapgrid.grid.ship;

import io.tapgrid.domain.Shards;
import io.tapgrid.grid.node.Majority;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.JournalKey;
import io.tapgrid.gridapi.row.JournalRow;
import io.tapgrid.gridapi.row.ShardHeadRow;
import io.tapgrid.gridapi.row.ShardShippedRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;

/**
 * The journal in the grid, seen from a node that is primary of some of its shards.
 *
 * <p>An entry is read only when it is followed to without a gap: a commit shows its rows one by one, so the head may be
 * seen before the entry it stands for. What is seen at all was prepared on every copy. The three writes lock the shard's
 * row in {@code shard_shipped}, never its head, so shipping does not get in the way of selling.
 */
public final class GridJournal implements JournalSource {
    private static final ShardShippedRow NOTHING = new ShardShippedRow(0, 0);

    private final Ignite ignite;
    private final Shards shards;
    private final Majority majority;
    private final long timeoutMillis;

    public GridJournal(Ignite ignite, Shards shards, Majority majority, Duration transactionTimeout) {
        this.ignite = ignite;
        this.shards = shards;
        this.majority = majority;
        this.timeoutMillis = transactionTimeout.toMillis();
    }

    @Override
    public List<Integer> primaryShards() {
        Affinity<Integer> affinity = ignite.affinity(Caches.SHARD_SHIPPED.name());
        return IntStream.of(affinity.primaryPartitions(ignite.cluster().localNode()))
                .filter(shard -> shard < shards.count())
                .boxed()
                .toList();
    }

    @Override
    public long unshipped(int shard) {
        ShardHeadRow head = Caches.SHARD_HEAD.of(ignite).get(shard);
        return head == null ? 0 : head.nextSeq - 1 - shippedRow(shard).shippedSeq;
    }

    @Override
    public List<JournalEntry> oldest(int shard, int entriesMax, int bytesMax) {
        long waiting = unshipped(shard);
        if (waiting <= 0) {
            return List.of();
        }
        long first = shippedRow(shard).shippedSeq + 1;
        Set<JournalKey> keys = keys(shard, first, first + Math.min(waiting, entriesMax) - 1);
        Map<JournalKey, JournalRow> rows = Caches.JOURNAL.of(ignite).getAll(keys);
        List<JournalEntry> entries = new ArrayList<>(rows.size());
        long bytes = 0;
        for (JournalKey key : keys) {
            JournalRow row = rows.get(key);
            if (row == null || (!entries.isEmpty() && bytes + row.payload.length > bytesMax)) {
                break;
            }
            bytes += row.payload.length;
            entries.add(new JournalEntry(shard, key.seq, row.payload));
        }
        return entries;
    }

    @Override
    public long claim(int shard, long epochSeen) {
        return write(shard, row -> new ShardShippedRow(row.shippedSeq, Math.max(row.epoch, epochSeen) + 1)).epoch;
    }

    @Override
    public void fence(int shard, long epoch) {
        write(shard, row -> requireEpoch(shard, row, epoch));
    }

    @Override
    public void shipped(int shard, long epoch, long seq) {
        write(shard, row -> {
            requireEpoch(shard, row, epoch);
            Caches.JOURNAL.of(ignite).removeAll(keys(shard, row.shippedSeq + 1, seq));
            return new ShardShippedRow(seq, epoch);
        });
    }

    /** Locks, changes and commits the shard's row; what comes after the commit is said only with a majority. */
    private ShardShippedRow write(int shard, UnaryOperator<ShardShippedRow> change) {
        requirePrimary(shard);
        ShardShippedRow after;
        try (Transaction transaction = ignite.transactions()
                .txStart(TransactionConcurrency.PESSIMISTIC, TransactionIsolation.REPEATABLE_READ, timeoutMillis, 0)) {
            after = change.apply(shippedRow(shard));
            Caches.SHARD_SHIPPED.of(ignite).put(shard, after);
            transaction.commit();
        }
        if (!majority.holds()) {
            throw new FencedException("shard " + shard + ": the majority was lost");
        }
        return after;
    }

    private void requirePrimary(int shard) {
        if (!ignite.affinity(Caches.SHARD_SHIPPED.name())
                .isPrimary(ignite.cluster().localNode(), shard)) {
            throw new FencedException("shard " + shard + ": another node is primary");
        }
    }

    private static ShardShippedRow requireEpoch(int shard, ShardShippedRow row, long epoch) {
        if (row.epoch != epoch) {
            throw new FencedException("shard " + shard + ": the grid has epoch " + row.epoch + ", this node " + epoch);
        }
        return row;
    }

    private ShardShippedRow shippedRow(int shard) {
        ShardShippedRow row = Caches.SHARD_SHIPPED.of(ignite).get(shard);
        return row == null ? NOTHING : row;
    }

    private static Set<JournalKey> keys(int shard, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(seq -> new JournalKey(shard, seq))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
