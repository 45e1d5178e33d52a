package io.tapgrid.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports nobody listens on. They are free when found; a test uses them at once. Any thread. */
public final class FreePorts {
    /** Below the range from which the kernel takes the ports of outgoing connections. */
    private static final int FIRST = 10_000;

    private static final int LAST = 32_000;
    private static final int TRIES_MAX = 200;

    private FreePorts() {}

    /** The first of {@code count} free ports in a row, on loopback. */
    public static int block(int count) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - count);
            if (isFree(first, count)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row");
    }

    private static boolean isFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (java.net.BindException taken) {
                return false;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return true;
    }
}
