package io.tapgrid.grid.watch;

import io.tapgrid.grid.node.GridCaches;
import io.tapgrid.grid.node.NodeConfig;
import org.apache.ignite.Ignite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How full this node's memory for rows is. Past the bound nothing that adds rows is taken any more, long before Ignite itself would stop the
 * process and leave the load to the next node; below nine tenths of the bound it is taken again.
 */
public final class RoomWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RoomWatch.class);
    private static final double RESUME_AT = 0.9;

    private final Ignite ignite;
    private final NodeConfig.Storage storage;
    private volatile boolean room = true;

    public RoomWatch(Ignite ignite, NodeConfig.Storage storage) {
        this.ignite = ignite;
        this.storage = storage;
    }

    /** Whether more rows may be added. */
    public boolean hasRoom() {
        return room;
    }

    /** The part of the memory for rows that is in use, from 0 to 1. */
    @SuppressWarnings("deprecation") // its successor is a text by a name made of parts
    public double use() {
        var metrics = ignite.dataRegionMetrics(GridCaches.REGION);
        if (metrics == null) {
            return 0;
        }
        return (double) metrics.getTotalUsedPages() * metrics.getPageSize() / storage.regionBytes();
    }

    @Override
    public void run() {
        double use = use();
        double bound = room ? storage.regionUseMax() : storage.regionUseMax() * RESUME_AT;
        boolean now = use < bound;
        if (now != room) {
            room = now;
            LOG.warn(
                    "{} of the memory for rows is in use: new grabs are {}",
                    percent(use),
                    now ? "taken again" : "refused");
        }
    }

    private static String percent(double part) {
        return Math.round(part * 100) + " %";
    }
}
