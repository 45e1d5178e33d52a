package io.tapgrid.grid.sale;

import io.tapgrid.domain.SaleId;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.gridapi.cache.Caches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteFuture;

/**
 * Tells when a change of a sale applies everywhere: it takes its place in the order of every shard, on that shard's primary, after the node has
 * read the new terms. A shard that has let it pass decides nothing by the old ones any more.
 *
 * <p>Any thread that may block; may run on any node.
 */
final class ShardBarrier {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(100);

    private final NodeContext context;

    ShardBarrier(NodeContext context) {
        this.context = context;
    }

    /** Lets a sale's present terms pass through every shard; the shards that have not said so within three seconds. */
    Set<Integer> pass(SaleId saleId) {
        Set<Integer> pending =
                IntStream.range(0, context.shards().count()).boxed().collect(Collectors.toCollection(TreeSet::new));
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!pending.isEmpty()
                && System.nanoTime() < giveUpAt
                && !Thread.currentThread().isInterrupted()) {
            pending.removeAll(ask(saleId, pending, giveUpAt));
            if (!pending.isEmpty()) {
                pause();
            }
        }
        return pending;
    }

    private Set<Integer> ask(SaleId saleId, Set<Integer> shards, long giveUpAt) {
        List<CompletableFuture<int[]>> answers = new ArrayList<>();
        byPrimary(shards).forEach((node, theirs) -> answers.add(askNode(node, new BarrierJob(saleId, theirs))));
        Set<Integer> passed = new TreeSet<>();
        for (CompletableFuture<int[]> answer : answers) {
            for (int shard : within(answer, giveUpAt)) {
                passed.add(shard);
            }
        }
        return passed;
    }

    /** Shards whose copies are all away have no primary and stay pending. */
    private Map<ClusterNode, List<Integer>> byPrimary(Set<Integer> shards) {
        Affinity<Integer> affinity = context.ignite().affinity(Caches.SHARD_HEAD.name());
        Map<ClusterNode, List<Integer>> byPrimary = new HashMap<>();
        for (int shard : shards) {
            ClusterNode primary = affinity.mapPartitionToNode(shard);
            if (primary != null) {
                byPrimary.computeIfAbsent(primary, node -> new ArrayList<>()).add(shard);
            }
        }
        return byPrimary;
    }

    private CompletableFuture<int[]> askNode(ClusterNode node, BarrierJob job) {
        CompletableFuture<int[]> answer = new CompletableFuture<>();
        IgniteFuture<int[]> call = context.ignite()
                .compute(context.ignite().cluster().forNode(node))
                .withExecutor(SaleDesk.EXECUTOR)
                .withNoFailover()
                .withTimeout(PATIENCE.toMillis())
                .callAsync(job);
        call.listen(done -> {
            try {
                answer.complete(done.get());
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private static int[] within(CompletableFuture<int[]> answer, long giveUpAt) {
        try {
            return answer.get(Math.max(1, giveUpAt - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException unanswered) {
            return new int[0];
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new int[0];
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BEFORE_NEXT_TRY.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
