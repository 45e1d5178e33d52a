package io.tapgrid.grid.sale;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin.Imported;
import io.tapgrid.gridapi.ShardDoor;
import io.tapgrid.gridapi.ShardReply;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.wire.ShardCall;
import io.tapgrid.gridapi.wire.ShardCallCodec;
import io.tapgrid.gridapi.wire.ShardCallCodec.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;

/**
 * Brings lines of a reservation list to their shards. An import only adds, so what came back undecided, or did not come back, is simply sent
 * again, a bounded number of times; lines that had been added by a lost attempt are then counted as existing.
 *
 * <p>Any thread; does not block.
 */
final class ReservationImports {
    private static final int LINES_MAX = 4_096;
    private static final int TRIES = 20;
    private static final Duration DECIDE_WITHIN = Duration.ofSeconds(5);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(250);
    private static final String EXECUTOR = "shards";

    private final NodeContext context;

    ReservationImports(NodeContext context) {
        this.context = context;
    }

    CompletionStage<Imported> run(SaleId saleId, List<Line> lines) {
        if (lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("lines: " + lines.size() + " (expected: at most " + LINES_MAX + ")");
        }
        return attempt(byShard(saleId, lines), new Imported(0, 0), TRIES);
    }

    private List<ImportReservations> byShard(SaleId saleId, List<Line> lines) {
        Map<Integer, List<Line>> byShard = lines.stream()
                .collect(Collectors.groupingBy(it -> context.shards().of(it.uid()), TreeMap::new, Collectors.toList()));
        List<ImportReservations> commands = new ArrayList<>();
        byShard.forEach((shard, all) -> {
            for (int from = 0; from < all.size(); from += Limits.IMPORT_LINES_MAX) {
                int to = Math.min(all.size(), from + Limits.IMPORT_LINES_MAX);
                commands.add(new ImportReservations(saleId, shard, all.subList(from, to)));
            }
        });
        return commands;
    }

    private CompletionStage<Imported> attempt(List<ImportReservations> commands, Imported before, int tries) {
        if (commands.isEmpty()) {
            return CompletableFuture.completedStage(before);
        }
        if (tries == 0) {
            return CompletableFuture.failedStage(unavailable(
                    Reason.DEGRADED,
                    "Shards take no reservations now: they have no primary, or the memory for rows is full."));
        }
        Round round = new Round(before);
        return send(commands, round).thenCompose(nothing -> {
            if (round.refusal != null) {
                return CompletableFuture.failedStage(round.refusal);
            }
            return later(round.again.isEmpty()).thenCompose(waited -> attempt(round.again, round.sum, tries - 1));
        });
    }

    private static CompletableFuture<Void> later(boolean atOnce) {
        long wait = atOnce ? 0 : BEFORE_NEXT_TRY.toMillis();
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS, Runnable::run));
    }

    private CompletableFuture<Void> send(List<ImportReservations> commands, Round round) {
        Affinity<Integer> affinity = context.ignite().affinity(Caches.SHARD_HEAD.name());
        Map<ClusterNode, List<ImportReservations>> byNode = new HashMap<>();
        for (ImportReservations command : commands) {
            ClusterNode primary = affinity.mapPartitionToNode(command.shard());
            if (primary == null) {
                round.again(command);
            } else {
                byNode.computeIfAbsent(primary, node -> new ArrayList<>()).add(command);
            }
        }
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        byNode.forEach((node, theirs) -> sent.add(node.isLocal() ? here(theirs, round) : to(node, theirs, round)));
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> here(List<ImportReservations> commands, Round round) {
        Object door = context.ignite().cluster().nodeLocalMap().get(ShardDoor.KEY);
        if (!(door instanceof ShardDoor open)) {
            commands.forEach(round::again);
            return CompletableFuture.completedFuture(null);
        }
        List<CompletableFuture<Void>> replies = new ArrayList<>();
        for (ImportReservations command : commands) {
            CompletableFuture<Void> replied = new CompletableFuture<>();
            replies.add(replied);
            open.take(command.shard(), command, decideBefore(), reply -> {
                round.take(command, reply);
                replied.complete(null);
            });
        }
        return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> to(ClusterNode node, List<ImportReservations> commands, Round round) {
        List<Sent> sent = commands.stream()
                .map(it -> new Sent(it.shard(), it, decideBefore()))
                .toList();
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.ignite()
                .compute(context.ignite().cluster().forNode(node))
                .withExecutor(EXECUTOR)
                .withNoFailover()
                .withTimeout(DECIDE_WITHIN.multipliedBy(2).toMillis())
                .callAsync(new ShardCall(ShardCallCodec.writeCommands(sent)))
                .listen(call -> {
                    try {
                        round.take(commands, ShardCallCodec.readReplies(call.get()));
                    } catch (RuntimeException lost) {
                        commands.forEach(round::again);
                    }
                    done.complete(null);
                });
        return done;
    }

    private Instant decideBefore() {
        return context.clock().instant().plus(DECIDE_WITHIN);
    }

    private static GridUnavailableException unavailable(Reason reason, String message) {
        return new GridUnavailableException(reason, Duration.ofSeconds(1), message);
    }

    /** What one sending of everything came to. Any thread. */
    private static final class Round {
        private final List<ImportReservations> again = new ArrayList<>();
        private Imported sum;
        private @Nullable GridUnavailableException refusal;

        Round(Imported before) {
            this.sum = before;
        }

        synchronized void again(ImportReservations command) {
            again.add(command);
        }

        void take(List<ImportReservations> commands, List<ShardReply> replies) {
            for (int at = 0; at < commands.size(); at++) {
                take(commands.get(at), replies.get(at));
            }
        }

        synchronized void take(ImportReservations command, ShardReply reply) {
            Outcome outcome =
                    reply instanceof ShardReply.Answered answered && answered.answer() instanceof Answer.Decided decided
                            ? decided.outcome()
                            : new Outcome.Nothing();
            if (outcome instanceof Outcome.Imported it) {
                sum = new Imported(sum.added() + it.added(), sum.existing() + it.existing());
            } else if (outcome instanceof Outcome.Refused it) {
                refusal = unavailable(it.reason(), "saleId: " + command.saleId() + " takes no such reservations");
            } else {
                again.add(command);
            }
        }
    }
}
