package io.tapgrid.load.speed;

import java.io.IOException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Waits until the servers have nothing left to do. A win is not paid for when it is answered: the journal still has to
 * reach MySQL. So a round ends when the servers use no more CPU than they did idle, and what they used until then is
 * charged to it, less what they would have used idling.
 */
public final class Quiet {

    private static final long LOOK_MILLIS = 300;
    private static final int LOOKS_IN_A_ROW = 3;
    private static final double SHARE_ALLOWED = 0.04;

    private final ServerProcesses servers;

    /** CPU seconds a second while nothing is asked of the servers, by process. */
    private final SortedMap<String, Double> idleShares;

    private Quiet(ServerProcesses servers, SortedMap<String, Double> idleShares) {
        this.servers = servers;
        this.idleShares = idleShares;
    }

    /** Takes the servers' use of CPU over this time, in which nothing is asked of them, for their idle use. */
    public static Quiet observe(ServerProcesses servers, Duration time) throws IOException, InterruptedException {
        SortedMap<String, Long> before = servers.cpuNanos();
        long start = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        double nanos = System.nanoTime() - start;
        var shares = new TreeMap<String, Double>();
        servers.cpuNanos().forEach((name, cpu) -> shares.put(name, (cpu - before.getOrDefault(name, 0L)) / nanos));
        return new Quiet(servers, shares);
    }

    public double idleShare() {
        return idleShares.values().stream().mapToDouble(share -> share).sum();
    }

    /** CPU time by process beyond idling, for a stretch of so many nanoseconds. */
    SortedMap<String, Long> busyNanos(SortedMap<String, Long> before, SortedMap<String, Long> after, long nanos) {
        var busy = new TreeMap<String, Long>();
        after.forEach((name, cpu) -> {
            double idle = idleShares.getOrDefault(name, 0.0) * nanos;
            busy.put(name, Math.max(0, cpu - before.getOrDefault(name, 0L) - (long) idle));
        });
        return busy;
    }

    /** True when it became quiet, false when the time ran out first. */
    public boolean await(Duration atMost) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        int quiet = 0;
        while (quiet < LOOKS_IN_A_ROW && System.nanoTime() < deadline) {
            double share = observe(servers, Duration.ofMillis(LOOK_MILLIS)).idleShare();
            quiet = share <= idleShare() * 1.5 + SHARE_ALLOWED ? quiet + 1 : 0;
        }
        return quiet >= LOOKS_IN_A_ROW;
    }
}
