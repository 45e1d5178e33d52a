package io.tapgrid.grid.readonly;

import io.tapgrid.grid.node.NodeConfig;
import org.apache.ignite.Ignite;
import org.apache.ignite.lifecycle.LifecycleBean;
import org.apache.ignite.lifecycle.LifecycleEventType;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** Opens the port for SQL, if one is asked for, when a node has started, and closes it before the node stops, however that comes about. */
public final class SqlPortLife implements LifecycleBean {
    private final NodeConfig.Network network;

    @IgniteInstanceResource
    private Ignite ignite;

    private volatile @Nullable SqlPort port;

    public SqlPortLife(NodeConfig.Network network) {
        this.network = network;
    }

    @Override
    public void onLifecycleEvent(LifecycleEventType event) {
        SqlPort opened = port;
        if (event == LifecycleEventType.AFTER_NODE_START && network.sqlPort() != 0) {
            port = SqlPort.open(ignite, network);
        } else if (event == LifecycleEventType.BEFORE_NODE_STOP && opened != null) {
            opened.close();
        }
    }
}
