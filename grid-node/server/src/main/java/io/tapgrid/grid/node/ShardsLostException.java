package io.tapgrid.grid.node;

import java.util.Set;

/** Shards that were served once have no copy on any disk any more. The message is for the operator. */
public final class ShardsLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ShardsLostException(Set<Integer> shards) {
        super("No disk has a copy of shards " + shards + " any more, though other disks have others. This node does not"
                + " serve, so that nothing is sold twice and nothing is written over; what to do: deploy/runbook.md");
    }
}
