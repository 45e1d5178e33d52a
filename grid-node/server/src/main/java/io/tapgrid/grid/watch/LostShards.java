package io.tapgrid.grid.watch;

import io.tapgrid.gridapi.cache.Caches;
import java.util.Set;
import java.util.TreeSet;
import org.apache.ignite.Ignite;

/**
 * Ends a node of a grid in which shards have lost all their owners, so that the grid starts again as a whole: then Ignite compares the copies of
 * every shard before it serves, and waits until all of them are there.
 *
 * <p>Waiting for the owners in a running grid, and resetting the shards when they are back, was tried and lost purchases. A node that joins is
 * told how many changes each partition has seen, and takes that number for its own copy before it learns that the partition is lost
 * ({@code GridDhtPartitionTopologyImpl#update}, 2.17). If it died before the other owner, its outdated copy counts as complete from then on. And a
 * reset looks for the copies of a cache group under the ids of its caches, so that it does not compare those of ours at all
 * ({@code GridDhtPartitionsExchangeFuture#onAllReceived}).
 */
public final class LostShards implements Runnable {
    private final Ignite ignite;
    private final boolean persistent;
    private final CutOffMark mark;
    private final NodeEnd end;

    /** @param persistent whether a node that starts again finds its rows; one that does not must stay */
    public LostShards(Ignite ignite, boolean persistent, CutOffMark mark, NodeEnd end) {
        this.ignite = ignite;
        this.persistent = persistent;
        this.mark = mark;
        this.end = end;
    }

    /** Once a second, far less than a dead node needs to come back. */
    @Override
    public void run() {
        Set<Integer> lost = new TreeSet<>(Caches.SHARD_HEAD.of(ignite).lostPartitions());
        if (persistent && !lost.isEmpty()) {
            // The owners may be alive, and this node the one that was cut off.
            mark.set();
            end.end("all owners of shards " + lost + " are away");
        }
    }
}
