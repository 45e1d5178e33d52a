package io.tapgrid.web.grid;

import io.tapgrid.web.grid.OpenCommand.Attempt;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Batches without timers. Each shard has a lane; at most one batch of a lane is away, and while it is, the next one fills. A call to a node takes
 * along whatever waits in the free lanes of that node's shards, so where load is thin one call carries many shards. Guarded by itself; any thread.
 */
final class Lanes {
    /** Past 64, batches won nothing and raised the latency of who waits for them (p50 from 15 to 55 ms when starved). */
    static final int BATCH_MAX = 64;

    /** A node works on so many calls of ours at a time: enough to keep its workers busy while a reply travels. */
    static final int CALLS_AWAY_MAX = 4;

    private static final int CALL_COMMANDS_MAX = 1_024;

    private final List<Lane> lanes;
    private final Map<UUID, Integer> callsAway = new HashMap<>();

    /** Read without the lock: an event loop asks, and whoever holds the lock may be looking up a primary. */
    private final AtomicInteger waiting = new AtomicInteger();

    private static final class Lane {
        private final ArrayDeque<OpenCommand> waiting = new ArrayDeque<>();
        private boolean away;

        boolean canBoard() {
            return !away && !waiting.isEmpty();
        }
    }

    /** What goes to a node at once; never empty. It must come back by {@link Lanes#landed}, or its lanes stay closed. */
    static final class Call {
        private final UUID node;
        private final List<Attempt> attempts = new ArrayList<>();
        private final List<Lane> lanes = new ArrayList<>();

        private Call(UUID node) {
            this.node = node;
        }

        UUID node() {
            return node;
        }

        List<Attempt> attempts() {
            return attempts;
        }
    }

    Lanes(int shards) {
        List<Lane> all = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            all.add(new Lane());
        }
        this.lanes = List.copyOf(all);
    }

    synchronized void add(OpenCommand command) {
        lanes.get(command.shard()).waiting.add(command);
        waiting.incrementAndGet();
    }

    int waiting() {
        return waiting.get();
    }

    /**
     * What may go to the node now, or nothing.
     *
     * @param primary the node of a shard, or null where it has none
     */
    synchronized Optional<Call> next(UUID node, IntFunction<@Nullable UUID> primary, Instant now) {
        if (callsAway.getOrDefault(node, 0) >= CALLS_AWAY_MAX) {
            return Optional.empty();
        }
        Call call = new Call(node);
        for (int shard = 0; shard < lanes.size() && call.attempts.size() < CALL_COMMANDS_MAX; shard++) {
            Lane lane = lanes.get(shard);
            if (lane.canBoard() && node.equals(primary.apply(shard))) {
                board(lane, call, now);
            }
        }
        if (call.attempts.isEmpty()) {
            return Optional.empty();
        }
        callsAway.merge(node, 1, Integer::sum);
        return Optional.of(call);
    }

    /** What was given up meanwhile is left behind; a lane in which that was all stays free. */
    private void board(Lane lane, Call call, Instant now) {
        int before = call.attempts.size();
        for (int i = 0; i < BATCH_MAX && !lane.waiting.isEmpty(); i++) {
            OpenCommand command = lane.waiting.remove();
            waiting.decrementAndGet();
            if (!command.isAnswered()) {
                call.attempts.add(command.attempt(now));
            }
        }
        if (call.attempts.size() > before) {
            lane.away = true;
            call.lanes.add(lane);
        }
    }

    /** The call is over, whatever became of it. */
    synchronized void landed(Call call) {
        call.lanes.forEach(lane -> lane.away = false);
        callsAway.computeIfPresent(call.node, (node, calls) -> calls > 1 ? calls - 1 : null);
    }

    /** The nodes to which something may go. */
    synchronized Set<UUID> nodesWaitedFor(IntFunction<@Nullable UUID> primary) {
        Set<UUID> nodes = new TreeSet<>();
        for (int shard = 0; shard < lanes.size(); shard++) {
            UUID node = lanes.get(shard).canBoard() ? primary.apply(shard) : null;
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }
}
