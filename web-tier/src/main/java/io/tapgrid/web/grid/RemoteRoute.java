package io.tapgrid.web.grid;

import io.tapgrid.gridapi.ShardReply;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.wire.ShardCall;
import io.tapgrid.gridapi.wire.ShardCallCodec;
import io.tapgrid.gridapi.wire.ShardCallCodec.Sent;
import io.tapgrid.web.grid.OpenCommand.Attempt;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches without timers. Each shard has a lane; at most one batch of a lane is away, and while it is, the next one fills. A call to a node takes
 * along whatever waits in the free lanes of that node's shards, so where load is thin one call carries many shards. Guarded by itself.
 */
final class RemoteRoute implements Route {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteRoute.class);

    /** Larger batches raised latency and won nothing (facts of the platform). */
    private static final int BATCH_MAX = 64;

    private static final int CALL_COMMANDS_MAX = 1_024;

    /** A node works on so many calls of ours at a time: enough to keep its workers busy while a reply travels. */
    private static final int CALLS_AWAY_MAX = 4;

    /** By then every attempt of the call is over, and a node that hangs must not keep its lanes. */
    private static final long CALL_MILLIS_MAX =
            OpenCommand.ATTEMPT_MAX.plus(OpenCommand.CLOCK_ALLOWANCE).toMillis();

    /** The thread pool of the grid node that takes calls in. */
    private static final String EXECUTOR = "shards";

    private final Ignite ignite;
    private final Attempts attempts;
    private final Executor replies;
    private final List<Lane> lanes;
    private final Map<UUID, Integer> callsAway = new HashMap<>();
    private int waiting;

    private static final class Lane {
        private final ArrayDeque<OpenCommand> waiting = new ArrayDeque<>();
        private boolean away;

        boolean canBoard() {
            return !away && !waiting.isEmpty();
        }
    }

    private record Call(ClusterNode node, List<Attempt> attempts, List<Lane> lanes) {}

    RemoteRoute(Ignite ignite, int shards, Attempts attempts, Executor replies) {
        this.ignite = ignite;
        this.attempts = attempts;
        this.replies = replies;
        List<Lane> all = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            all.add(new Lane());
        }
        this.lanes = List.copyOf(all);
    }

    @Override
    public void send(OpenCommand command) {
        ClusterNode node = primaryOf(command.shard());
        if (node == null) {
            attempts.notSent(command);
            return;
        }
        synchronized (this) {
            lanes.get(command.shard()).waiting.add(command);
            waiting++;
        }
        pump(node);
    }

    @Override
    public synchronized int waiting() {
        return waiting;
    }

    /** Sends what can be sent anywhere: a lane's primary may have become another since its commands came. */
    @Override
    public void tick() {
        Set<ClusterNode> nodes = new HashSet<>();
        synchronized (this) {
            for (int shard = 0; shard < lanes.size(); shard++) {
                ClusterNode node = lanes.get(shard).canBoard() ? primaryOf(shard) : null;
                if (node != null) {
                    nodes.add(node);
                }
            }
        }
        nodes.forEach(this::pump);
    }

    private @Nullable ClusterNode primaryOf(int shard) {
        try {
            return ignite.affinity(Caches.SHARD_HEAD.name()).mapPartitionToNode(shard);
        } catch (IgniteException | IllegalStateException unreachable) {
            LOG.debug("shard {}: no primary", shard, unreachable);
            return null;
        }
    }

    /** Sends calls to the node as long as it may have another and something waits for it. */
    private void pump(ClusterNode node) {
        for (Call call = nextCall(node); call != null; call = nextCall(node)) {
            dispatch(call);
        }
    }

    private synchronized @Nullable Call nextCall(ClusterNode node) {
        if (callsAway.getOrDefault(node.id(), 0) >= CALLS_AWAY_MAX) {
            return null;
        }
        Call call = new Call(node, new ArrayList<>(), new ArrayList<>());
        Instant now = attempts.now();
        for (int shard = 0; shard < lanes.size() && call.attempts.size() < CALL_COMMANDS_MAX; shard++) {
            Lane lane = lanes.get(shard);
            if (lane.canBoard() && node.equals(primaryOf(shard))) {
                board(lane, call, now);
            }
        }
        if (call.attempts.isEmpty()) {
            return null;
        }
        callsAway.merge(node.id(), 1, Integer::sum);
        return call;
    }

    /** What was given up meanwhile is left behind. */
    private void board(Lane lane, Call call, Instant now) {
        for (int i = 0; i < BATCH_MAX && !lane.waiting.isEmpty(); i++) {
            OpenCommand command = lane.waiting.remove();
            waiting--;
            if (!command.isAnswered()) {
                call.attempts.add(command.attempt(now));
            }
        }
        lane.away = true;
        call.lanes.add(lane);
    }

    private void dispatch(Call call) {
        List<Sent> sent = call.attempts.stream()
                .map(it -> new Sent(it.command().shard(), it.command().command(), it.decideBefore()))
                .toList();
        try {
            IgniteFuture<byte[]> future = ignite.compute(ignite.cluster().forNode(call.node))
                    .withNoFailover()
                    .withTimeout(CALL_MILLIS_MAX)
                    .withExecutor(EXECUTOR)
                    .callAsync(new ShardCall(ShardCallCodec.writeCommands(sent)));
            future.listenAsync(done -> cameBack(call, done), replies);
        } catch (RuntimeException notSent) {
            LOG.debug("a call to {} failed", call.node.consistentId(), notSent);
            replies.execute(() -> landed(call, List.of()));
        }
    }

    private void cameBack(Call call, IgniteFuture<byte[]> done) {
        List<ShardReply> received;
        try {
            received = ShardCallCodec.readReplies(done.get());
        } catch (RuntimeException failure) {
            LOG.debug("a call to {} was lost", call.node.consistentId(), failure);
            received = List.of();
        }
        landed(call, received);
    }

    /** Frees the lanes first, so that what filled meanwhile is on its way while these are answered. */
    private void landed(Call call, List<ShardReply> received) {
        synchronized (this) {
            call.lanes.forEach(lane -> lane.away = false);
            callsAway.merge(call.node.id(), -1, Integer::sum);
        }
        tick();
        for (int i = 0; i < call.attempts.size(); i++) {
            if (i < received.size()) {
                attempts.replied(call.attempts.get(i), received.get(i));
            } else {
                attempts.lost(call.attempts.get(i));
            }
        }
    }
}
