package io.tapgrid.grid.node;

import io.tapgrid.gridapi.cache.MajorityTopologyValidator;
import org.apache.ignite.Ignite;

/**
 * Whether this node sees more than half of the configured servers. Asked before anything is acknowledged: between the loss of the others and
 * its detection a commit may succeed here that the majority never hears of. Any thread.
 */
public final class Majority {
    private final Ignite ignite;
    private final int serversConfigured;
    private volatile Seen seen = new Seen(-1, false);

    private record Seen(long topologyVersion, boolean majority) {}

    public Majority(Ignite ignite, int serversConfigured) {
        this.ignite = ignite;
        this.serversConfigured = serversConfigured;
    }

    public boolean holds() {
        long version = ignite.cluster().topologyVersion();
        Seen last = seen;
        if (last.topologyVersion == version) {
            return last.majority;
        }
        boolean now = MajorityTopologyValidator.isMajority(ignite.cluster().topology(version), serversConfigured);
        seen = new Seen(version, now);
        return now;
    }
}
