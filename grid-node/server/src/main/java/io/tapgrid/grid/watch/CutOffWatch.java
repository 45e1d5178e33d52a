package io.tapgrid.grid.watch;

import io.tapgrid.grid.node.Listening;
import io.tapgrid.grid.node.NodeXml;
import io.tapgrid.grid.shard.NodeContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that this node was cut off from a majority that goes on without it. Ignite never merges what was cut, so a node without a majority
 * that can reach others which are not of its cluster any more, for as long as {@code patience}, ends itself; it starts again as {@link CutOffMark}
 * has it. A node whose others are simply dead reaches nobody, and stays: it may hold the last copy.
 */
public final class CutOffWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CutOffWatch.class);

    /** Longer than a node needs to join us: one that is only just starting listens before it belongs to us. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NodeContext node;
    private final CutOffMark mark;
    private final NodeEnd end;
    private Instant reachableSince = Instant.MAX;

    public CutOffWatch(NodeContext node, CutOffMark mark, NodeEnd end) {
        this.node = node;
        this.mark = mark;
        this.end = end;
    }

    @Override
    public void run() {
        Set<String> strangers = node.majority().holds() ? Set.of() : strangers();
        Instant now = node.clock().instant();
        if (strangers.isEmpty()) {
            reachableSince = Instant.MAX;
        } else if (reachableSince.equals(Instant.MAX)) {
            LOG.warn("without a majority, though {} can be reached", strangers);
            reachableSince = now;
        } else if (!now.isBefore(reachableSince.plus(PATIENCE))) {
            mark.set();
            end.end("cut off from " + strangers);
        }
    }

    /** Servers that listen but do not belong to our cluster. */
    private Set<String> strangers() {
        Set<Object> ours = node.ignite().cluster().forServers().nodes().stream()
                .map(server -> server.attribute(NodeXml.ADDRESS_ATTRIBUTE))
                .collect(Collectors.toSet());
        return node.config().cluster().addresses().stream()
                .filter(address -> !ours.contains(address))
                .filter(Listening::at)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
