package io.tapgrid.grid.watch;

import io.tapgrid.grid.shard.NodeContext;

/** All watches of a serving node. */
public final class Watches implements AutoCloseable {
    private final ClockWatch clock;
    private final RoomWatch room;
    private final LostShards lost;
    private final CutOffWatch cutOff;
    private final Watchman watchman;

    /** @param end how the node ends itself when it was cut off, or others were */
    public Watches(NodeContext node, NodeEnd end) {
        this.clock = new ClockWatch(node);
        this.room = new RoomWatch(node.ignite(), node.config().storage());
        CutOffMark mark = new CutOffMark(node.config());
        this.lost = new LostShards(node.ignite(), node.config().storage().persistent(), mark, end);
        this.cutOff = new CutOffWatch(node, mark, end);
        this.watchman = new Watchman("watches-" + node.config().instanceName());
    }

    /** Compares the clocks once before anything is decided by this node's. */
    public void start() {
        clock.run();
        watchman.look(clock);
        watchman.look(room);
        watchman.look(lost);
        watchman.look(cutOff);
    }

    public ClockWatch clock() {
        return clock;
    }

    public RoomWatch room() {
        return room;
    }

    @Override
    public void close() {
        watchman.close();
    }
}
