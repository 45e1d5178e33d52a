package io.tapgrid.testkit;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.grid.GridNode;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.ShardDoor;
import io.tapgrid.gridapi.ShardReply;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Shoppers who know the nodes' doors: each command goes to its shard's primary, and again where that has moved or could not take it. */
final class ClusterShoppers {
    private static final Duration DECIDE_WITHIN = Duration.ofSeconds(2);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(20);
    private static final int TRIES_MAX = 500;

    private final GridCluster cluster;
    private final Shards shards;
    private final Clock clock;

    ClusterShoppers(GridCluster cluster, Shards shards, Clock clock) {
        this.cluster = cluster;
        this.shards = shards;
        this.clock = clock;
    }

    CompletableFuture<Outcome> decide(ShardCommand command) {
        return attempt(command, TRIES_MAX);
    }

    private CompletableFuture<Outcome> attempt(ShardCommand command, int tries) {
        CompletableFuture<ShardReply> reply = new CompletableFuture<>();
        int shard = command.shard(shards);
        door(shard).take(shard, command, clock.instant().plus(DECIDE_WITHIN), reply::complete);
        return reply.thenCompose(it -> {
            if (it instanceof ShardReply.Answered answered && answered.answer() instanceof Answer.Decided decided) {
                return CompletableFuture.completedFuture(decided.outcome());
            }
            if (tries == 0) {
                return CompletableFuture.failedFuture(new AssertionError(command + " was never decided: " + it));
            }
            return later().thenCompose(nothing -> attempt(command, tries - 1));
        });
    }

    private ShardDoor door(int shard) {
        GridNode primary = cluster.nodes().stream()
                .filter(node -> node.context().isPrimary(shard))
                .findFirst()
                .orElseGet(cluster::anyNode);
        return Objects.requireNonNull(
                primary.ignite().cluster().<String, ShardDoor>nodeLocalMap().get(ShardDoor.KEY),
                "a node that serves has a door");
    }

    private static CompletableFuture<Void> later() {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS));
    }
}
