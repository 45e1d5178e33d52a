package io.tapgrid.grid;

import io.tapgrid.grid.ship.MySqlFollower;
import io.tapgrid.grid.stock.StockDesk;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ShardHeadRow;
import io.tapgrid.gridapi.row.ShardShippedRow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a cluster to rest: every node stops serving, then every node waits until its shards are shipped, then every node
 * notes that a record may exist, and at last the record is written. In this order a crash at any point leaves either no
 * record, or one that the next start erases before it serves.
 */
final class ClusterDrain {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterDrain.class);
    private static final Duration STEP_GRACE = Duration.ofSeconds(15);

    private final GridNode node;

    ClusterDrain(GridNode node) {
        this.node = node;
    }

    boolean run(Duration patience) {
        MySqlFollower follower = node.follower();
        try {
            boolean drained = follower != null
                    && everywhere(DrainStep.Step.STOP_SERVING, patience)
                    && everywhere(DrainStep.Step.SHIP, patience)
                    && record(follower, patience);
            LOG.info(drained ? "the journal is drained" : "the journal is not drained; the next start goes on with it");
            return drained;
        } catch (IgniteException | SQLException failed) {
            LOG.warn("the journal is not drained; the next start goes on with it: {}", failed.toString());
            return false;
        }
    }

    private boolean record(MySqlFollower follower, Duration patience) throws SQLException {
        Map<Integer, Long> heads = shippedHeads();
        if (heads.isEmpty() || !everywhere(DrainStep.Step.MARK, patience)) {
            return false;
        }
        follower.record(heads);
        return true;
    }

    private boolean everywhere(DrainStep.Step step, Duration patience) {
        Ignite ignite = node.ignite();
        return ignite
                .compute(ignite.cluster().forServers())
                .withExecutor(StockDesk.EXECUTOR)
                .withTimeout(patience.plus(STEP_GRACE).toMillis())
                .broadcast(new DrainStep(step, patience))
                .stream()
                .allMatch(done -> done);
    }

    /** The head of every shard, if every one of them is shipped to its head; otherwise nothing. */
    private Map<Integer, Long> shippedHeads() {
        Set<Integer> shards =
                IntStream.range(0, node.context().shards().count()).boxed().collect(Collectors.toSet());
        Map<Integer, ShardHeadRow> heads = Caches.SHARD_HEAD.of(node.ignite()).getAll(shards);
        Map<Integer, ShardShippedRow> shipped =
                Caches.SHARD_SHIPPED.of(node.ignite()).getAll(shards);
        Map<Integer, Long> nextSeqs = new TreeMap<>();
        for (int shard : shards) {
            ShardHeadRow head = heads.get(shard);
            ShardShippedRow row = shipped.get(shard);
            long shippedSeq = row == null ? 0 : row.shippedSeq;
            if (head == null || head.nextSeq != shippedSeq + 1) {
                return Map.of();
            }
            nextSeqs.put(shard, head.nextSeq);
        }
        return nextSeqs;
    }
}
