package io.tapgrid.gridapi;

/**
 * Where the board is read from a grid node. Kept in Ignite's node-local map under {@link #KEY}, as the {@link ShardDoor} is; from another
 * process it is asked by {@link io.tapgrid.gridapi.wire.BoardCall}.
 */
public interface BoardDoor {
    /** Key of the door in {@code ignite.cluster().nodeLocalMap()}. */
    String KEY = "tapgrid.board-door";

    /** The newest board this node has, with the time at which it was read. Cheap; never blocks; any thread. */
    Board board();
}
