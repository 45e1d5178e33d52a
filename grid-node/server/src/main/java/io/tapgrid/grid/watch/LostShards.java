package io.tapgrid.grid.watch;

import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.BaselineNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back shards whose owners had all been away, once every node of the baseline is here: only then the newest copy of each is certainly
 * among them, and Ignite takes the one that has seen most changes. Until then they answer {@code degraded}. Done by the oldest server.
 */
public final class LostShards implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LostShards.class);

    private final Ignite ignite;

    public LostShards(Ignite ignite) {
        this.ignite = ignite;
    }

    @Override
    public void run() {
        boolean oldest = ignite.cluster().forServers().forOldest().node().isLocal();
        if (!oldest) {
            return;
        }
        List<String> lost = Caches.lasting().stream()
                .filter(cache -> !lostPartitions(cache).isEmpty())
                .map(CacheName::name)
                .toList();
        if (!lost.isEmpty() && isBaselineComplete()) {
            LOG.info("every node is back: shards {} are given back", lostPartitions(Caches.SHARD_HEAD));
            ignite.resetLostPartitions(lost);
        }
    }

    private Set<Integer> lostPartitions(CacheName<?, ?> cache) {
        return new TreeSet<>(cache.of(ignite).lostPartitions());
    }

    private boolean isBaselineComplete() {
        Collection<BaselineNode> baseline = ignite.cluster().currentBaselineTopology();
        Set<Object> here = ignite.cluster().forServers().nodes().stream()
                .map(BaselineNode::consistentId)
                .collect(Collectors.toSet());
        return baseline != null && baseline.stream().allMatch(node -> here.contains(node.consistentId()));
    }
}
