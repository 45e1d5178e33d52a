package io.tapgrid.grid.node;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.events.EventType;
import org.apache.ignite.events.NodeValidationFailedEvent;
import org.apache.ignite.lang.IgnitePredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node gets among the others. Ignite does not let a node that knows a baseline join nodes that know none. So where a node with an empty disk is up
 * first, those with rows would be turned away for ever; here it goes again when it has turned one away, and comes in after that one, which tries again
 * meanwhile.
 */
public final class GridEntry {
    private static final Logger LOG = LoggerFactory.getLogger(GridEntry.class);
    private static final String TURNED_AWAY = "Node with set up BaselineTopology is not allowed";
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration TRY_EVERY = Duration.ofSeconds(1);
    /** A node that is turned away listens for five seconds meanwhile. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NOBODY = "";

    private final NodeConfig config;
    private final Supplier<IgniteConfiguration> configuration;

    /** Address of a node with rows; set by a thread of Ignite's. */
    private volatile String turnedAway = NOBODY;

    private GridEntry(NodeConfig config, Supplier<IgniteConfiguration> configuration) {
        this.config = config;
        this.configuration = configuration;
    }

    /**
     * Returns when this node belongs to a cluster with a baseline, or to one of all configured nodes that begins anew.
     *
     * @param configuration a new one for each attempt
     */
    public static Ignite join(NodeConfig config, Supplier<IgniteConfiguration> configuration) {
        return new GridEntry(config, configuration).join();
    }

    private Ignite join() {
        while (true) {
            turnedAway = NOBODY;
            Ignite ignite = startPatiently();
            if (belongs(ignite)) {
                return ignite;
            }
            String first = turnedAway;
            LOG.warn("the disk of this node is empty and that of {} is not: it goes first", first);
            Ignition.stop(config.instanceName(), true);
            awaitSettled(first);
        }
    }

    private Ignite startPatiently() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return Ignition.start(listening(configuration.get()));
            } catch (IgniteException refused) {
                if (!isTurnedAway(refused) || System.nanoTime() - deadline > 0) {
                    throw refused;
                }
                LOG.warn("nodes with empty disks were here first; trying again");
                LockSupport.parkNanos(TRY_EVERY.toNanos());
            }
        }
    }

    private static boolean isTurnedAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(TURNED_AWAY)) {
                return true;
            }
        }
        return false;
    }

    private IgniteConfiguration listening(IgniteConfiguration fresh) {
        IgnitePredicate<NodeValidationFailedEvent> listener = event -> {
            if (String.valueOf(event.message()).contains(TURNED_AWAY)) {
                turnedAway = String.valueOf(event.eventNode().<Object>attribute(NodeXml.ADDRESS_ATTRIBUTE));
            }
            return true;
        };
        return fresh.setIncludeEventTypes(EventType.EVT_NODE_VALIDATION_FAILED)
                .setLocalEventListeners(Map.of(listener, new int[] {EventType.EVT_NODE_VALIDATION_FAILED}));
    }

    /** False as soon as somebody with rows was turned away. */
    private boolean belongs(Ignite ignite) {
        while (turnedAway.equals(NOBODY)) {
            boolean hasBaseline = ignite.cluster().state() != ClusterState.INACTIVE
                    || ignite.cluster().currentBaselineTopology() != null;
            if (hasBaseline
                    || ignite.cluster().forServers().nodes().size()
                            >= config.cluster().nodes()) {
                return true;
            }
            pause();
        }
        return false;
    }

    /** Until a node has listened for a while: one that is turned away again, by another node with an empty disk, does so only for a moment. */
    private static void awaitSettled(String address) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long listeningSince = System.nanoTime();
        while (System.nanoTime() - listeningSince < SETTLED_AFTER.toNanos()) {
            if (System.nanoTime() - deadline > 0) {
                LOG.warn("{} has not come back", address);
                return;
            }
            if (!Listening.at(address)) {
                listeningSince = System.nanoTime();
            }
            pause();
        }
    }

    private static void pause() {
        if (Thread.interrupted()) {
            throw new IllegalStateException("interrupted while joining the others");
        }
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
}
