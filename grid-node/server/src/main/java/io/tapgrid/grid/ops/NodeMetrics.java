package io.tapgrid.grid.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.shard.ShardWorkers;
import io.tapgrid.gridapi.cache.Caches;
import java.util.stream.IntStream;
import org.apache.ignite.Ignite;

/** A node's figures as {@code tapgrid_*}: the cluster as it sees it, and how full it is. */
@SuppressWarnings("deprecation") // the successor of DataRegionMetrics is a text found by a name; this has types
public final class NodeMetrics {
    private NodeMetrics() {}

    @SuppressWarnings(
            "deprecation") // Its successor is a text by a name made of parts; this is the same number with a type.
    public static void bind(NodeContext context, PrometheusMeterRegistry registry) {
        Ignite ignite = context.ignite();
        gauge(
                registry,
                "tapgrid.grid.servers",
                context,
                it -> ignite.cluster().forServers().nodes().size());
        gauge(registry, "tapgrid.grid.majority", context, it -> it.majority().holds() ? 1 : 0);
        gauge(registry, "tapgrid.grid.shards.primary", context, NodeMetrics::primaries);
        gauge(
                registry,
                "tapgrid.grid.shards.lost",
                context,
                it -> Caches.SHARD_HEAD.of(ignite).lostPartitions().size());
        for (var region : ignite.dataRegionMetrics()) {
            String name = region.getName();
            Gauge.builder("tapgrid.grid.region.bytes", ignite, it -> used(it, name))
                    .tag("region", name)
                    .register(registry);
        }
    }

    /** What the workers reply, and how much waits for them. */
    public static void bind(ShardWorkers workers, PrometheusMeterRegistry registry) {
        Gauge.builder("tapgrid.grid.commands.waiting", workers, ShardWorkers::queueLength)
                .register(registry);
        for (String word : workers.tally().words()) {
            FunctionCounter.builder(
                            "tapgrid.grid.replies", workers, it -> it.tally().replies(word))
                    .tag("outcome", word)
                    .register(registry);
        }
    }

    private static double primaries(NodeContext context) {
        return IntStream.range(0, context.shards().count())
                .filter(context::isPrimary)
                .count();
    }

    private static double used(Ignite ignite, String region) {
        var metrics = ignite.dataRegionMetrics(region);
        return metrics == null ? 0 : metrics.getPhysicalMemorySize();
    }

    private interface Reading {
        double of(NodeContext context);
    }

    private static void gauge(PrometheusMeterRegistry registry, String name, NodeContext context, Reading reading) {
        Gauge.builder(name, context, reading::of).register(registry);
    }
}
