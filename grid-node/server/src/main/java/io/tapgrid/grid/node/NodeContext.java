package io.tapgrid.grid.node;

import io.tapgrid.domain.Shards;
import io.tapgrid.grid.shard.MoneyTransactions;
import java.time.Clock;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;

/** What every part of a running node needs: handed to their constructors by {@link GridNode}. */
public record NodeContext(
        NodeConfig config,
        Ignite ignite,
        Clock clock,
        Shards shards,
        Majority majority,
        MoneyTransactions transactions) {

    static NodeContext of(NodeConfig config, Ignite ignite, Clock clock) {
        Majority majority = new Majority(ignite, config.cluster().nodes());
        MoneyTransactions transactions = new MoneyTransactions(
                ignite, config.shards(), majority, clock, config.work().transactionTimeout());
        return new NodeContext(config, ignite, clock, config.shards(), majority, transactions);
    }

    /** Whether this node is the primary of a shard, by the newest topology it knows. */
    public boolean isPrimary(int shard) {
        ClusterNode primary = ignite.affinity(io.tapgrid.gridapi.cache.Caches.SHARD_HEAD.name())
                .mapPartitionToNode(shard);
        return primary != null && primary.isLocal();
    }
}
