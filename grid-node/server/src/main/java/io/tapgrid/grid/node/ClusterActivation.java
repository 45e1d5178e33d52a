package io.tapgrid.grid.node;

import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ShardHeadRow;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.CacheException;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a cluster into service. The first time, the oldest server waits until all configured ones are there, activates, which makes
 * them the baseline, and writes the heads of all shards. Later, Ignite activates by itself once every node of the baseline is back, and
 * not before: a node that died earlier than the others could otherwise serve what it last knew. What Ignite does not see is a baseline whose nodes
 * are back with empty disks: shards of which no disk has a copy are empty to it, not lost. Every shard has a head, so one without a head was lost.
 */
public final class ClusterActivation {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterActivation.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private ClusterActivation() {}

    /**
     * Returns when the cluster can serve: every shard has its head, or its owners are away.
     *
     * @param fillEmpty run on the oldest server before the heads of a grid that was never served are written; may write them itself
     * @throws ShardsLostException when shards that a node of this grid has served are nowhere
     */
    public static void await(Ignite ignite, NodeConfig config, Runnable fillEmpty) {
        for (Stage stage = stage(ignite, config); stage != Stage.FOUNDED; stage = stage(ignite, config)) {
            if (isOldest(ignite)) {
                bringOn(stage, ignite, config, fillEmpty);
            }
            pause();
        }
    }

    /** How far a cluster has come. */
    private enum Stage {
        INACTIVE,
        CHANGING,
        EMPTY,
        FOUNDED
    }

    private static Stage stage(Ignite ignite, NodeConfig config) {
        if (ignite.cluster().state() != ClusterState.ACTIVE) {
            return Stage.INACTIVE;
        }
        try {
            IgniteCache<Integer, ShardHeadRow> heads = Caches.SHARD_HEAD.of(ignite);
            Collection<Integer> away = heads.lostPartitions();
            Set<Integer> missing = withoutHead(heads, config.cluster().shards(), away);
            if (missing.isEmpty()) {
                return Stage.FOUNDED;
            }
            // Shards whose owners are away were somebody's, so this grid is not a new one.
            if (!away.isEmpty() || ServedMark.isOnAny(ignite)) {
                throw new ShardsLostException(missing);
            }
            // Somebody who has rows may be on his way back.
            boolean allAreHere = ignite.cluster().forServers().nodes().size()
                    >= config.cluster().nodes();
            return allAreHere ? Stage.EMPTY : Stage.CHANGING;
        } catch (CacheException | IllegalStateException changing) {
            LOG.info("the shards cannot be read yet: {}", changing.getMessage());
            return Stage.CHANGING;
        }
    }

    /** A head whose owners are all away was written once, or there would be nothing to lose. */
    private static Set<Integer> withoutHead(
            IgniteCache<Integer, ShardHeadRow> heads, int shards, Collection<Integer> away) {
        Set<Integer> missing = IntStream.range(0, shards).boxed().collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(away);
        missing.removeAll(heads.getAll(missing).keySet());
        return missing;
    }

    private static boolean isOldest(Ignite ignite) {
        return ignite.cluster().forServers().forOldest().node().isLocal();
    }

    private static void bringOn(Stage stage, Ignite ignite, NodeConfig config, Runnable fillEmpty) {
        try {
            int servers = ignite.cluster().forServers().nodes().size();
            if (stage == Stage.INACTIVE && servers >= config.cluster().nodes()) {
                ignite.cluster().baselineAutoAdjustEnabled(false);
                ignite.cluster().state(ClusterState.ACTIVE);
            } else if (stage == Stage.EMPTY) {
                fillEmpty.run();
                writeHeads(ignite, config.cluster().shards());
            }
        } catch (CacheException | IgniteException failure) {
            LOG.warn("the cluster could not be brought into service; tried again: {}", failure.getMessage());
        }
    }

    private static void writeHeads(Ignite ignite, int shards) {
        IgniteCache<Integer, ShardHeadRow> heads = Caches.SHARD_HEAD.of(ignite);
        for (int shard = 0; shard < shards; shard++) {
            heads.putIfAbsent(shard, new ShardHeadRow(1, new Timestamp(0)));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the cluster was coming up", interrupted);
        }
    }
}
