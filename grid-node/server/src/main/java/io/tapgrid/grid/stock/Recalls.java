package io.tapgrid.grid.stock;

import io.tapgrid.domain.stock.ShardSet;
import io.tapgrid.gridapi.cache.Caches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteFuture;

/**
 * Calls units of an item back from the shards that may hold some, when the pool is dry and somebody asks. Each node is asked once for all of
 * its shards; each shard gives what its own queue leaves. One recall an item is under way at a time; who asks meanwhile is served by the next.
 */
final class Recalls {
    /** What a recall that found nothing waits before those who asked ask again: the units are in queues and will be sold there. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Ignite ignite;
    private final HandBacks handBacks;
    private final StockThreads threads;
    private final Map<ItemRef, List<Runnable>> underWay = new ConcurrentHashMap<>();

    Recalls(Ignite ignite, HandBacks handBacks, StockThreads threads) {
        this.ignite = ignite;
        this.handBacks = handBacks;
        this.threads = threads;
    }

    /**
     * Asks for units back.
     *
     * @param marked the shards that may hold some
     * @param then runs once they have answered, whatever they answered
     */
    void recall(ItemRef item, ShardSet marked, Runnable then) {
        List<Runnable> first = new ArrayList<>(List.of(then));
        boolean[] joined = new boolean[1];
        underWay.merge(item, first, (waiting, mine) -> {
            joined[0] = true;
            List<Runnable> both = new ArrayList<>(waiting);
            both.addAll(mine);
            return both;
        });
        if (!joined[0]) {
            ask(item, marked);
        }
    }

    private void ask(ItemRef item, ShardSet marked) {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        byNode(marked).forEach((node, shards) -> answers.add(askNode(node, item, shards)));
        var unused = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .whenComplete((nothing, failure) -> finish(item, answers, failure == null));
    }

    /** Shards whose copies are all away are left out: they answer nobody until they are back. */
    private Map<ClusterNode, List<Integer>> byNode(ShardSet marked) {
        Affinity<Integer> affinity = ignite.affinity(Caches.SHARD_HEAD.name());
        Map<ClusterNode, List<Integer>> byNode = new HashMap<>();
        marked.shards().forEach(shard -> {
            ClusterNode primary = affinity.mapPartitionToNode(shard);
            if (primary != null) {
                byNode.computeIfAbsent(primary, node -> new ArrayList<>()).add(shard);
            }
        });
        return byNode;
    }

    private CompletableFuture<Integer> askNode(ClusterNode node, ItemRef item, List<Integer> shards) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        if (node.isLocal()) {
            threads.run(() -> complete(answer, () -> handBacks.giveBack(item, shards)));
            return answer;
        }
        IgniteFuture<Integer> call = ignite.compute(ignite.cluster().forNode(node))
                .withExecutor(StockDesk.EXECUTOR)
                .withNoFailover()
                .withTimeout(StockDesk.CALL_TIMEOUT.toMillis())
                .callAsync(new RecallJob(item, shards));
        call.listen(done -> complete(answer, done::get));
        return answer;
    }

    private interface Result {
        int get();
    }

    private static void complete(CompletableFuture<Integer> answer, Result result) {
        try {
            answer.complete(result.get());
        } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
        }
    }

    /** A shard whose node did not answer is asked again by whoever still waits. */
    private void finish(ItemRef item, List<CompletableFuture<Integer>> answers, boolean allAnswered) {
        List<Runnable> askers = Objects.requireNonNullElse(underWay.remove(item), List.of());
        int changed =
                allAnswered ? answers.stream().mapToInt(CompletableFuture::join).sum() : 0;
        Runnable all = () -> askers.forEach(Runnable::run);
        if (changed > 0) {
            threads.run(all);
        } else {
            threads.later(PAUSE, all);
        }
    }
}
