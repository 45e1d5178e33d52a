package io.tapgrid.load.http;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where the load goes. Only this machine, unless {@code -Dtapgrid.load.remote=true} allows other hosts: a slip in an
 * address must not put a stranger's server under load.
 */
public record Target(InetSocketAddress address, String hostHeader) {

    private static final String REMOTE_ALLOWED = "tapgrid.load.remote";

    /** Resolves {@code http://host:port}; paths and other schemes are not accepted. */
    public static Target of(URI base) {
        if (!"http".equals(base.getScheme()) || base.getHost() == null || base.getPort() < 1) {
            throw new IllegalArgumentException("base: " + base + " (expected: http://host:port)");
        }
        var address = new InetSocketAddress(base.getHost(), base.getPort());
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("base: " + base + " (expected: a host that resolves)");
        }
        if (!address.getAddress().isLoopbackAddress() && !Boolean.getBoolean(REMOTE_ALLOWED)) {
            throw new IllegalArgumentException("base: " + base + " (expected: an address of this machine; -D"
                    + REMOTE_ALLOWED + "=true lifts this)");
        }
        return new Target(address, base.getHost() + ":" + base.getPort());
    }
}
