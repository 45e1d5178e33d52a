package io.tapgrid.gridapi;

import io.tapgrid.domain.shard.ShardCommand;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Where commands enter a grid node. The node puts its door into Ignite's node-local map under {@link #KEY}; a caller in the same JVM finds it
 * there, any other sends a {@link io.tapgrid.gridapi.wire.ShardCall}.
 */
public interface ShardDoor {
    /** Key of the door in {@code ignite.cluster().nodeLocalMap()}. */
    String KEY = "tapgrid.shard-door";

    /**
     * Queues a command in its shard's order. Never blocks and never throws; {@code replyTo} is called exactly once, by a thread of the grid
     * that must not be held up, possibly before this method returns.
     *
     * @param decideBefore after which it must not take effect, by this node's clock
     */
    void take(int shard, ShardCommand command, Instant decideBefore, Consumer<ShardReply> replyTo);

    /** Where answers are sent from: sending to a process that has died may block for as long as it takes to notice. */
    Executor answers();
}
