package io.tapgrid.grid.ship;

import java.util.List;

/**
 * The journal as one node sees it. Called by the shipper's thread alone; may block. Any exception but {@link
 * FencedException} means that the grid cannot do it now, and the shipper tries again later.
 */
public interface JournalSource extends Fence {
    /** The shards whose primary copy is on this node, as far as it knows. */
    List<Integer> primaryShards();

    /** How many committed entries of the shard have not been shipped yet. */
    long unshipped(int shard);

    /**
     * The oldest entries that have not been shipped, in order and without gaps: at least one if there is any, and no
     * more than {@code entriesMax} and (past the first) {@code bytesMax}.
     */
    List<JournalEntry> oldest(int shard, int entriesMax, int bytesMax);

    /**
     * Makes this node the shard's shipper, by a write in the grid that needs a majority.
     *
     * @return an epoch higher than any before it in the grid, and higher than {@code epochSeen}
     */
    long claim(int shard, long epochSeen);

    /**
     * MySQL has everything up to {@code seq}: records that and removes the entries, in one grid transaction.
     *
     * @throws FencedException when another node has claimed the shard, or is primary now
     */
    void shipped(int shard, long epoch, long seq);
}
