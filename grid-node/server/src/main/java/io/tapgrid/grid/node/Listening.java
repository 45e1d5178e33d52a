package io.tapgrid.grid.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether somebody is at a discovery address, whatever the grid thinks of it. */
public final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final int CONNECT_MILLIS_MAX = 200;

    private Listening() {}

    /**
     * Connects and goes again; blocks for a fifth of a second at most.
     *
     * @param address {@code host:port}
     */
    public static boolean at(String address) {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            int port = Integer.parseInt(address.substring(colon + 1));
            socket.connect(new InetSocketAddress(address.substring(0, colon), port), CONNECT_MILLIS_MAX);
            return true;
        } catch (IOException nobody) {
            LOG.debug("{} does not answer", address, nobody);
            return false;
        }
    }
}
