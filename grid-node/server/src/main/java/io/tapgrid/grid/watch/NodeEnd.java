package io.tapgrid.grid.watch;

/** How a node ends itself when going on would do harm. */
public interface NodeEnd {
    /** Does not come back where the node has a process of its own. */
    void end(String why);
}
