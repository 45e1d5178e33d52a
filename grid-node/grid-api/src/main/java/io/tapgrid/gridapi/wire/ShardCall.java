package io.tapgrid.gridapi.wire;

import io.tapgrid.gridapi.ShardDoor;
import io.tapgrid.gridapi.ShardReply;
import io.tapgrid.gridapi.wire.ShardCallCodec.Sent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.ignite.Ignite;
import org.apache.ignite.compute.ComputeJobContext;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.apache.ignite.resources.JobContextResource;
import org.jspecify.annotations.Nullable;

/**
 * Carries commands to the node they are for and their replies back. The job gives its thread back while the commands are worked through and is
 * called a second time when all have replied, off the thread that decided the last of them. Send it with {@code withNoFailover()}: only the
 * caller may ask again.
 */
public final class ShardCall implements IgniteCallable<byte[]> {
    private static final long serialVersionUID = 1L;

    private final byte[] commands;

    private transient @Nullable Ignite ignite;
    private transient @Nullable ComputeJobContext job;
    private transient byte @Nullable [] replies;

    /** @param commands what {@link ShardCallCodec#writeCommands} wrote */
    public ShardCall(byte[] commands) {
        this.commands = commands;
    }

    @IgniteInstanceResource
    void setIgnite(Ignite ignite) {
        this.ignite = ignite;
    }

    @JobContextResource
    void setJob(ComputeJobContext job) {
        this.job = job;
    }

    @Override
    public byte[] call() {
        byte[] done = replies;
        if (done != null) {
            return done;
        }
        List<Sent> sent = ShardCallCodec.readCommands(commands);
        if (required(ignite).cluster().nodeLocalMap().get(ShardDoor.KEY) instanceof ShardDoor door) {
            ComputeJobContext context = required(job);
            context.holdcc();
            hand(sent, door, context);
            return new byte[0];
        }
        // A node that is only just starting, or stopping: nothing was done here.
        return ShardCallCodec.writeReplies(Collections.nCopies(sent.size(), new ShardReply.Elsewhere()));
    }

    private void hand(List<Sent> sent, ShardDoor door, ComputeJobContext context) {
        AtomicReferenceArray<ShardReply> collected = new AtomicReferenceArray<>(sent.size());
        AtomicInteger missing = new AtomicInteger(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            int index = i;
            Sent it = sent.get(i);
            door.take(it.shard(), it.command(), it.decideBefore(), reply -> {
                collected.set(index, reply);
                if (missing.decrementAndGet() == 0) {
                    replies = ShardCallCodec.writeReplies(listOf(collected));
                    door.answers().execute(context::callcc);
                }
            });
        }
    }

    private static List<ShardReply> listOf(AtomicReferenceArray<ShardReply> collected) {
        List<ShardReply> list = new ArrayList<>(collected.length());
        for (int i = 0; i < collected.length(); i++) {
            list.add(collected.get(i));
        }
        return list;
    }

    private static <T> T required(@Nullable T resource) {
        if (resource == null) {
            throw new IllegalStateException("called outside the grid");
        }
        return resource;
    }
}
