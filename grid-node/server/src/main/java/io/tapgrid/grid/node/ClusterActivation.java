package io.tapgrid.grid.node;

import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ShardHeadRow;
import java.sql.Timestamp;
import java.time.Duration;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cluster.ClusterState;

/**
 * Brings a cluster into service. The first time, the oldest server waits until all configured ones are there, activates, which makes
 * them the baseline, and writes the heads of all shards. Later, Ignite activates by itself once every node of the baseline is back, and
 * not before: a node that died earlier than the others could otherwise serve what it last knew.
 */
public final class ClusterActivation {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private ClusterActivation() {}

    /**
     * Returns when the cluster serves.
     *
     * @param fillEmpty run on the oldest server before the heads of a grid without any are written; may write them itself
     */
    public static void await(Ignite ignite, NodeConfig config, Runnable fillEmpty) {
        while (!isServing(ignite, config)) {
            if (isOldest(ignite)) {
                bringUp(ignite, config, fillEmpty);
            }
            pause();
        }
    }

    private static boolean isServing(Ignite ignite, NodeConfig config) {
        return ignite.cluster().state() == ClusterState.ACTIVE
                && ignite.cache(Caches.SHARD_HEAD.name()) != null
                && Caches.SHARD_HEAD.of(ignite).get(config.cluster().shards() - 1) != null;
    }

    private static boolean isOldest(Ignite ignite) {
        return ignite.cluster().forServers().forOldest().node().isLocal();
    }

    private static void bringUp(Ignite ignite, NodeConfig config, Runnable fillEmpty) {
        boolean all =
                ignite.cluster().forServers().nodes().size() >= config.cluster().nodes();
        if (ignite.cluster().state() != ClusterState.ACTIVE) {
            if (all) {
                ignite.cluster().baselineAutoAdjustEnabled(false);
                ignite.cluster().state(ClusterState.ACTIVE);
            }
            return;
        }
        fillEmpty.run();
        writeHeads(ignite, config.cluster().shards());
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
