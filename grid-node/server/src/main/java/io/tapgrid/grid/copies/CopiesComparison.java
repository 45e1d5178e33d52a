package io.tapgrid.grid.copies;

import io.tapgrid.grid.stock.StockDesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteFuture;

/**
 * Compares the copies of all shards over all nodes. Where somebody writes meanwhile two readings of one shard may differ without a fault,
 * where something differs everything is read again, for a quarter of a minute, before it
 * counts. Any thread, not one that serves.
 */
public final class CopiesComparison {
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(2);
    private static final int READINGS = 8;

    private final Ignite ignite;

    public CopiesComparison(Ignite ignite) {
        this.ignite = ignite;
    }

    /** What differs, a line a shard; nothing where all copies are the same. */
    public List<String> differences() {
        List<String> differences = List.of();
        for (int reading = 0; reading < READINGS; reading++) {
            differences = read();
            if (differences.isEmpty()) {
                return differences;
            }
            LockSupport.parkNanos(BETWEEN_READINGS.toNanos());
        }
        return differences;
    }

    private List<String> read() {
        Map<String, IgniteFuture<Map<Integer, ShardDigest>>> asked = new TreeMap<>();
        Collection<ClusterNode> servers = ignite.cluster().forServers().nodes();
        for (ClusterNode server : servers) {
            asked.put(
                    String.valueOf(server.consistentId()),
                    ignite.compute(ignite.cluster().forNode(server))
                            .withExecutor(StockDesk.EXECUTOR)
                            .withTimeout(READ_WITHIN.toMillis())
                            .callAsync(new DigestStep()));
        }
        Map<String, Map<Integer, ShardDigest>> byNode = new TreeMap<>();
        asked.forEach((node, digests) -> byNode.put(node, digests.get()));
        return differences(byNode);
    }

    /** The shards of which not all nodes that keep a copy have the same, or have it yet, each with what they have. */
    static List<String> differences(Map<String, Map<Integer, ShardDigest>> byNode) {
        Map<Integer, Map<String, ShardDigest>> byShard = new TreeMap<>();
        byNode.forEach((node, digests) -> digests.forEach((shard, digest) ->
                byShard.computeIfAbsent(shard, it -> new TreeMap<>()).put(node, digest)));
        List<String> differences = new ArrayList<>();
        byShard.forEach((shard, digests) -> {
            boolean filling = digests.values().stream().anyMatch(ShardDigest::isBeingFilled);
            if (filling || digests.values().stream().distinct().count() > 1) {
                differences.add("shard " + shard + ": " + digests);
            }
        });
        return differences;
    }
}
