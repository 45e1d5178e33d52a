package io.tapgrid.gridapi.cache;

import java.util.Collection;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.configuration.TopologyValidator;

/**
 * Lets a cache be written only where more than half of the configured servers are seen. It counts against the configuration, not against
 * the baseline: a baseline can be talked smaller on either side of a cut, the configuration cannot.
 */
public final class MajorityTopologyValidator implements TopologyValidator {
    private static final long serialVersionUID = 1L;

    private final int serversConfigured;

    public MajorityTopologyValidator(int serversConfigured) {
        this.serversConfigured = serversConfigured;
    }

    @Override
    public boolean validate(Collection<ClusterNode> nodes) {
        return isMajority(nodes, serversConfigured);
    }

    public static boolean isMajority(Collection<ClusterNode> nodes, int serversConfigured) {
        int servers = 0;
        for (ClusterNode node : nodes) {
            servers += node.isClient() ? 0 : 1;
        }
        return 2 * servers > serversConfigured;
    }
}
