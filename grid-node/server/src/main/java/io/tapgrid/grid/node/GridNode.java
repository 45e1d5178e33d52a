package io.tapgrid.grid.node;

import java.nio.file.Path;
import java.time.Clock;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.IgniteConfiguration;

/** A running grid node and all its parts, put together by hand in the order in which they need each other. */
public final class GridNode implements AutoCloseable {
    private final NodeContext context;

    private GridNode(NodeContext context) {
        this.context = context;
    }

    /**
     * Starts a node and returns when the cluster serves, which takes until the others are there.
     *
     * @param springXml the node's Ignite configuration, {@code config/grid-node.xml}
     */
    public static GridNode start(NodeConfig config, Path springXml, Clock clock) {
        IgniteConfiguration configuration = NodeXml.load(springXml, config);
        Ignite ignite = Ignition.start(configuration);
        ClusterActivation.await(ignite, config);
        return new GridNode(NodeContext.of(config, ignite, clock));
    }

    public NodeContext context() {
        return context;
    }

    public Ignite ignite() {
        return context.ignite();
    }

    @Override
    public void close() {
        Ignition.stop(context.config().instanceName(), true);
    }
}
