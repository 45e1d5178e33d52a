package io.tapgrid.web.grid;

import io.tapgrid.gridapi.ShardReply;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.wire.ShardCall;
import io.tapgrid.gridapi.wire.ShardCallCodec;
import io.tapgrid.gridapi.wire.ShardCallCodec.Sent;
import io.tapgrid.web.grid.Lanes.Call;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * To the primaries of the shards by compute calls, in batches as {@link Lanes} makes them. What comes in is only noted by the thread that brings it;
 * looking up a primary and sending may block while a node is dying, and are done by {@link Senders}. Any thread.
 */
final class RemoteRoute implements Route {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteRoute.class);

    /** By then every attempt of the call is over, and a node that hangs must not keep its lanes. */
    private static final long CALL_MILLIS_MAX =
            OpenCommand.ATTEMPT_MAX.plus(OpenCommand.CLOCK_ALLOWANCE).toMillis();

    /** A call costs about as much for one command as for many, so the first of some waits a moment for others. */
    private static final long GATHER_MILLIS = 3;

    /** What waits so many that a call is worth it at once. */
    private static final int ENOUGH = 64;

    /** The thread pool of the grid node that takes calls in. */
    private static final String EXECUTOR = "shards";

    private final Ignite ignite;
    private final Attempts attempts;
    private final Executor replies;
    private final Executor senders;
    private final ScheduledExecutorService later;
    private final Lanes lanes;
    private final Queue<OpenCommand> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicInteger arrivedCount = new AtomicInteger();

    /** Whether a sender is on its way that will see everything noted so far. */
    private final AtomicBoolean called = new AtomicBoolean();

    /** Whether a sender will be called in a moment. */
    private final AtomicBoolean calledSoon = new AtomicBoolean();

    RemoteRoute(
            Ignite ignite,
            int shards,
            Attempts attempts,
            Executor replies,
            Executor senders,
            ScheduledExecutorService later) {
        this.ignite = ignite;
        this.attempts = attempts;
        this.replies = replies;
        this.senders = senders;
        this.later = later;
        this.lanes = new Lanes(shards);
    }

    @Override
    public void send(OpenCommand command) {
        arrived.add(command);
        if (arrivedCount.incrementAndGet() >= ENOUGH) {
            callSender();
        } else {
            callSenderSoon();
        }
    }

    @Override
    public int waiting() {
        return arrivedCount.get() + lanes.waiting();
    }

    /** A lane's primary may have become another since its commands came. */
    @Override
    public void tick() {
        callSender();
    }

    private void callSenderSoon() {
        if (!called.get() && calledSoon.compareAndSet(false, true)) {
            try {
                var unused = later.schedule(this::callSenderNow, GATHER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("nothing more is sent: this process stops", stopping);
            }
        }
    }

    private void callSenderNow() {
        calledSoon.set(false);
        callSender();
    }

    private void callSender() {
        if (called.compareAndSet(false, true)) {
            try {
                senders.execute(this::sendAll);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("nothing more is sent: this process stops", stopping);
            }
        }
    }

    /** Sends what can be sent anywhere. Several threads may be at it, and while one is kept by a dying node the others serve the rest. */
    private void sendAll() {
        called.set(false);
        for (OpenCommand command = arrived.poll(); command != null; command = arrived.poll()) {
            arrivedCount.decrementAndGet();
            if (primaryOf(command.shard()) == null) {
                attempts.notSent(command);
            } else {
                lanes.add(command);
            }
        }
        lanes.nodesWaitedFor(this::primaryOf).forEach(this::pump);
    }

    private @Nullable UUID primaryOf(int shard) {
        try {
            ClusterNode node = ignite.affinity(Caches.SHARD_HEAD.name()).mapPartitionToNode(shard);
            return node == null ? null : node.id();
        } catch (IgniteException | IllegalStateException unreachable) {
            LOG.debug("shard {}: no primary", shard, unreachable);
            return null;
        }
    }

    /** Sends calls to the node as long as it may have another and something waits for it. */
    private void pump(UUID node) {
        Optional<Call> call = lanes.next(node, this::primaryOf, attempts.now());
        while (call.isPresent()) {
            dispatch(call.get());
            call = lanes.next(node, this::primaryOf, attempts.now());
        }
    }

    private void dispatch(Call call) {
        List<Sent> sent = call.attempts().stream()
                .map(it -> new Sent(it.command().shard(), it.command().command(), it.decideBefore()))
                .toList();
        try {
            IgniteFuture<byte[]> future = ignite.compute(ignite.cluster().forNodeId(call.node()))
                    .withNoFailover()
                    .withTimeout(CALL_MILLIS_MAX)
                    .withExecutor(EXECUTOR)
                    .callAsync(new ShardCall(ShardCallCodec.writeCommands(sent)));
            future.listenAsync(done -> cameBack(call, done), replies);
        } catch (RuntimeException notSent) {
            LOG.debug("a call to {} failed", call.node(), notSent);
            replies.execute(() -> landed(call, List.of()));
        }
    }

    private void cameBack(Call call, IgniteFuture<byte[]> done) {
        List<ShardReply> received;
        try {
            received = ShardCallCodec.readReplies(done.get());
        } catch (RuntimeException failure) {
            LOG.debug("a call to {} was lost", call.node(), failure);
            received = List.of();
        }
        landed(call, received);
    }

    /** Frees the lanes first, so that what filled meanwhile is on its way while these are answered. */
    private void landed(Call call, List<ShardReply> received) {
        lanes.landed(call);
        callSender();
        for (int i = 0; i < call.attempts().size(); i++) {
            if (i < received.size()) {
                attempts.replied(call.attempts().get(i), received.get(i));
            } else {
                attempts.lost(call.attempts().get(i));
            }
        }
    }
}
