package io.tapgrid.grid;

import io.tapgrid.grid.ship.ShipperMetrics;
import io.tapgrid.grid.watch.NodeEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node is given by the process it lives in: where its figures go, and how it ends itself. */
record NodeHost(ShipperMetrics metrics, NodeEnd end) {
    private static final Logger LOG = LoggerFactory.getLogger(NodeHost.class);

    /** Worth being started again, as opposed to wrong settings (2). The number is EX_TEMPFAIL of sysexits.h. */
    private static final int EXIT_START_AGAIN = 75;

    /** A process of its own ends at once: nothing in it may hold it up, and nothing in it is needed afterwards. */
    static NodeHost process(ShipperMetrics metrics) {
        return new NodeHost(metrics, why -> {
            LOG.error("this process ends, to be started again: {}", why);
            Runtime.getRuntime().halt(EXIT_START_AGAIN);
        });
    }
}
