package io.tapgrid.grid.copies;

import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.stock.StockDesk;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ShardHeadRow;
import io.tapgrid.gridapi.row.ShardShippedRow;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the copies of a node that was cut off, and had to come back as it was, the same as those of the others. A transaction that was being
 * committed when the wires were cut may be in one copy and not in the other, and Ignite, which compares how many changes a copy has seen, takes
 * both for complete. Nothing of it was acknowledged: that takes both copies and a majority. So either copy is right, as long as there is one.
 *
 * <p>Runs before the node opens its door, with the head of a shard locked, so that nobody decides in it meanwhile, and its shipped row, so that
 * nobody takes journal entries away. The copy of a node that was not
 * cut off wins; between two that were, the primary's. A node that dies half way begins again at its next start.
 */
public final class CopiesRepair {
    private static final Logger LOG = LoggerFactory.getLogger(CopiesRepair.class);

    /** On a node that came back as it was. */
    private static final String ATTRIBUTE = "tapgrid.cut-off";

    private static final ShardHeadRow LOCK = new ShardHeadRow(0, new Timestamp(0));
    private static final ShardShippedRow SHIPPED_LOCK = new ShardShippedRow(0, 0);
    private static final Duration STEP_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** More than that is no torn commit but a copy that is still being filled. */
    private static final int ROWS_MAX = 20_000;

    /** Other writers of the shard wait as long. */
    private static final Duration LOCKED_MAX = Duration.ofSeconds(5);

    private final NodeContext node;
    private final Ignite ignite;
    private final Map<UUID, Set<Integer>> settled = new HashMap<>();

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

    /** Returns when every copy on this node has been made the same as elsewhere. Throws when that is not so after three minutes. */
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

    /**
     * Without a lock, rows that others are just writing differ as well. So what seems to differ is looked at once more with the shard locked; after
     * that nothing is left which differed when this node came.
     */
    private boolean isSameAs(ClusterNode other) {
        Set<Integer> alike = settled.computeIfAbsent(other.id(), id -> new TreeSet<>());
        Set<Integer> suspects = differing(ask(local(), new DigestStep()), ask(other, new DigestStep()));
        suspects.removeAll(alike);
        if (suspects.isEmpty()) {
            return true;
        }
        Map<Integer, Map<RowRef, Long>> here = ask(local(), new HashesStep(suspects));
        Map<Integer, Map<RowRef, Long>> there = ask(other, new HashesStep(suspects));
        for (int shard : suspects) {
            Set<RowRef> rows = differingRows(here.getOrDefault(shard, Map.of()), there.getOrDefault(shard, Map.of()));
            if (rows.size() <= ROWS_MAX) {
                repair(shard, rows, other);
                alike.add(shard);
            }
        }
        return alike.containsAll(suspects);
    }

    private static Set<Integer> differing(Map<Integer, ShardDigest> here, Map<Integer, ShardDigest> there) {
        Set<Integer> differing = new TreeSet<>();
        here.forEach((shard, digest) -> {
            ShardDigest other = there.get(shard);
            boolean tells = other != null && !other.isBeingFilled() && !digest.isBeingFilled();
            if (tells && !digest.equals(other)) {
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

    /** Writes the winner's rows over both copies, in one transaction that keeps every writer of the shard out, and its shipper. */
    private void repair(int shard, Set<RowRef> suspects, ClusterNode other) {
        ClusterNode winner = winner(shard, other);
        RowRef head = new RowRef(Caches.SHARD_HEAD, shard);
        RowRef shipped = new RowRef(Caches.SHARD_SHIPPED, shard);
        Set<RowRef> all = new HashSet<>(suspects);
        all.add(head);
        all.add(shipped);
        Set<RowRef> differing;
        try (Transaction grid = ignite.transactions()
                .txStart(
                        TransactionConcurrency.PESSIMISTIC,
                        TransactionIsolation.READ_COMMITTED,
                        LOCKED_MAX.toMillis(),
                        all.size())) {
            Caches.SHARD_HEAD.of(ignite).getAndPut(shard, LOCK);
            Caches.SHARD_SHIPPED.of(ignite).getAndPut(shard, SHIPPED_LOCK);
            Map<RowRef, Object> here = ask(local(), new RowsStep(all));
            Map<RowRef, Object> there = ask(other, new RowsStep(all));
            Map<RowRef, Object> right = winner.isLocal() ? here : there;
            if (!right.containsKey(head)) {
                throw new IllegalStateException("shard " + shard + " has no head on " + winner.consistentId());
            }
            differing = new HashSet<>(all);
            differing.removeIf(row -> isSame(here.get(row), there.get(row)));
            if (!differing.isEmpty()) {
                // In place of what the locks wrote.
                differing.add(head);
                differing.add(shipped);
                differing.forEach(row -> write(row, right.get(row)));
                grid.commit();
            }
        }
        if (!differing.isEmpty()) {
            LOG.error(
                    "shard {}: {} rows differed between this node and {}, which had been cut off from each other; both now have"
                            + " what {} had: {}",
                    shard,
                    differing.size(),
                    other.consistentId(),
                    winner.consistentId(),
                    some(differing));
        }
    }

    /** By what is stored, since rows have no equality of their own. */
    private boolean isSame(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        return ignite.binary().<Object>toBinary(one).equals(ignite.binary().<Object>toBinary(other));
    }

    private void write(RowRef row, @Nullable Object value) {
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
