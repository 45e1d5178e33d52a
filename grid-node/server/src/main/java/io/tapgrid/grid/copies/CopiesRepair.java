package io.tapgrid.grid.copies;

import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.stock.StockDesk;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ShardHeadRow;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import javax.cache.CacheException;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the copies of a node that was cut off, and had to come back as it was, the same as those of the others. A transaction that was being
 * committed when the wires were cut may be in one copy and not in the other, and Ignite, which compares how many changes a copy has seen, takes
 * both for complete. Nothing of it was acknowledged: that takes both copies and a majority. So either copy is right, as long as there is one.
 *
 * <p>Runs before the node opens its door, with the head of a shard locked, so that nobody decides in it meanwhile. The copy of a node that was not
 * cut off wins; between two that were, the primary's. A node that dies half way begins again at its next start.
 */
public final class CopiesRepair {
    private static final Logger LOG = LoggerFactory.getLogger(CopiesRepair.class);

    /** On a node that came back as it was. */
    private static final String ATTRIBUTE = "tapgrid.cut-off";

    private static final ShardHeadRow LOCK = new ShardHeadRow(0, new Timestamp(0));
    private static final Duration STEP_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** More than that is no torn commit but a copy that is still being filled. */
    private static final int ROWS_MAX = 20_000;

    private final NodeContext node;
    private final Ignite ignite;

    public CopiesRepair(NodeContext node) {
        this.node = node;
        this.ignite = node.ignite();
    }

    /** Tells the others, from the moment in which it joins, that this node was cut off. */
    public static void announce(IgniteConfiguration configuration) {
        Map<String, Object> attributes = new HashMap<>(configuration.getUserAttributes());
        attributes.put(ATTRIBUTE, true);
        configuration.setUserAttributes(attributes);
    }

    /** Returns when every copy on this node is the same as elsewhere. Throws when that is not so after three minutes. */
    public void run() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isDone()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the copies of this node, which was cut off, still differ from others");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** Looks at all shards of this node, and repairs what can be repaired now. */
    private boolean isDone() {
        try {
            boolean same = true;
            for (ClusterNode other : ignite.cluster().forServers().forRemotes().nodes()) {
                same &= isSameAs(other);
            }
            return same;
        } catch (CacheException | IgniteException | IllegalStateException notNow) {
            LOG.info("the copies cannot be compared yet: {}", notNow.getMessage());
            return false;
        }
    }

    private boolean isSameAs(ClusterNode other) {
        Set<Integer> differing = differing(ask(local(), new DigestStep()), ask(other, new DigestStep()));
        if (differing.isEmpty()) {
            return true;
        }
        Map<Integer, Map<RowRef, Long>> here = ask(local(), new HashesStep(differing));
        Map<Integer, Map<RowRef, Long>> there = ask(other, new HashesStep(differing));
        for (int shard : differing) {
            Set<RowRef> rows = differingRows(here.getOrDefault(shard, Map.of()), there.getOrDefault(shard, Map.of()));
            if (rows.size() <= ROWS_MAX && !rows.isEmpty()) {
                repair(shard, rows, winner(shard, other));
            }
        }
        // Looked at again, to see it and not to believe it.
        return false;
    }

    private static Set<Integer> differing(Map<Integer, ShardDigest> here, Map<Integer, ShardDigest> there) {
        Set<Integer> differing = new TreeSet<>();
        here.forEach((shard, digest) -> {
            ShardDigest other = there.get(shard);
            if (other != null && !other.equals(digest)) {
                differing.add(shard);
            }
        });
        return differing;
    }

    private static Set<RowRef> differingRows(Map<RowRef, Long> here, Map<RowRef, Long> there) {
        Set<RowRef> rows = new HashSet<>(here.keySet());
        rows.addAll(there.keySet());
        rows.removeIf(row -> here.containsKey(row) && here.get(row).equals(there.get(row)));
        return rows;
    }

    private ClusterNode winner(int shard, ClusterNode other) {
        boolean otherWasCutOffToo = other.attribute(ATTRIBUTE) != null;
        return otherWasCutOffToo && node.isPrimary(shard) ? local() : other;
    }

    /** Writes the winner's rows over both copies, in one transaction that keeps every writer of the shard out. */
    private void repair(int shard, Set<RowRef> rows, ClusterNode winner) {
        Set<RowRef> all = new HashSet<>(rows);
        RowRef head = new RowRef(Caches.SHARD_HEAD, shard);
        all.add(head);
        long timeout = node.config().work().transactionTimeout().toMillis();
        try (Transaction grid = ignite.transactions()
                .txStart(
                        TransactionConcurrency.PESSIMISTIC, TransactionIsolation.READ_COMMITTED, timeout, all.size())) {
            Caches.SHARD_HEAD.of(ignite).getAndPut(shard, LOCK);
            Map<RowRef, Object> right = ask(winner, new RowsStep(all));
            if (!right.containsKey(head)) {
                throw new IllegalStateException("shard " + shard + " has no head on " + winner.consistentId());
            }
            for (RowRef row : all) {
                write(row, right);
            }
            grid.commit();
        }
        LOG.error(
                "shard {}: {} rows differed between two nodes that were cut off from each other; all are now as {} has them: {}",
                shard,
                rows.size(),
                winner.consistentId(),
                some(rows));
    }

    private void write(RowRef row, Map<RowRef, Object> right) {
        Object value = right.get(row);
        if (value != null) {
            row.cacheOf(ignite).put(row.key(), value);
        } else {
            row.cacheOf(ignite).remove(row.key());
        }
    }

    private static List<RowRef> some(Set<RowRef> rows) {
        return new ArrayList<>(rows).subList(0, Math.min(20, rows.size()));
    }

    private ClusterNode local() {
        return ignite.cluster().localNode();
    }

    private <T> T ask(ClusterNode from, IgniteCallable<T> step) {
        return ignite.compute(ignite.cluster().forNode(from))
                .withExecutor(StockDesk.EXECUTOR)
                .withTimeout(STEP_WITHIN.toMillis())
                .call(step);
    }
}
