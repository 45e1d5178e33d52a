package io.tapgrid.grid.shard;

import io.tapgrid.domain.Shards;
import io.tapgrid.grid.node.Majority;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.gridapi.cache.Caches;
import java.time.Clock;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.cluster.ClusterNode;

/** What every part of a running node needs: handed to their constructors when it starts. */
public record NodeContext(
        NodeConfig config,
        Ignite ignite,
        Clock clock,
        Shards shards,
        Majority majority,
        MoneyTransactions transactions,
        Affinity<Integer> affinity) {

    public static NodeContext of(NodeConfig config, Ignite ignite, Clock clock) {
        Majority majority = new Majority(ignite, config.cluster().nodes());
        Affinity<Integer> affinity = ignite.affinity(Caches.SHARD_HEAD.name());
        MoneyTransactions transactions =
                new MoneyTransactions(ignite, config, clock, majority, shard -> isPrimary(affinity, shard));
        return new NodeContext(config, ignite, clock, config.shards(), majority, transactions, affinity);
    }

    /** Whether this node is the primary of a shard, by the newest topology it knows. */
    public boolean isPrimary(int shard) {
        return isPrimary(affinity, shard);
    }

    private static boolean isPrimary(Affinity<Integer> affinity, int shard) {
        ClusterNode primary = affinity.mapPartitionToNode(shard);
        return primary != null && primary.isLocal();
    }
}
