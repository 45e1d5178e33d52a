package io.tapgrid.grid.watch;

import io.tapgrid.grid.shard.NodeContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this node's clock with those of the other servers. A node that is further than the allowed deviation from the median of all, itself
 * included, decides nothing until it agrees again. The others are asked once a second; an answer that took longer than the allowed deviation
 * says nothing and is left out. Alone, a node agrees with itself.
 */
public final class ClockWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final String EXECUTOR = "background";
    private static final long ANSWER_MILLIS_MAX = 1_000;

    private final Ignite ignite;
    private final Clock clock;
    private final Duration deviationMax;
    private volatile boolean agrees = true;

    public ClockWatch(NodeContext node) {
        this.ignite = node.ignite();
        this.clock = node.clock();
        this.deviationMax = node.config().watch().clockDeviationMax();
        ignite.cluster().<String, Object>nodeLocalMap().put(ClockCall.KEY, clock);
    }

    /** Whether this node's clock may be decided by. */
    public boolean agrees() {
        return agrees;
    }

    @Override
    public void run() {
        List<Duration> ahead = new ArrayList<>(List.of(Duration.ZERO));
        for (ClusterNode server : ignite.cluster().forServers().forRemotes().nodes()) {
            ahead(server).ifPresent(ahead::add);
        }
        judge(median(ahead));
    }

    private void judge(Duration medianAhead) {
        boolean now = medianAhead.abs().compareTo(deviationMax) <= 0;
        if (now != agrees) {
            agrees = now;
            LOG.warn(
                    "this node's clock is {} behind the median of the servers: it {}",
                    medianAhead,
                    now ? "decides again" : "decides nothing");
        }
    }

    /** How far the server's clock is ahead of ours, to half the time its answer took. */
    private Optional<Duration> ahead(ClusterNode server) {
        try {
            Instant asked = clock.instant();
            Instant theirs = ignite.compute(ignite.cluster().forNode(server))
                    .withNoFailover()
                    .withExecutor(EXECUTOR)
                    .withTimeout(ANSWER_MILLIS_MAX)
                    .call(new ClockCall());
            Duration took = Duration.between(asked, clock.instant());
            boolean tells = !took.isNegative() && took.compareTo(deviationMax) <= 0;
            return tells ? Optional.of(Duration.between(asked.plus(took.dividedBy(2)), theirs)) : Optional.empty();
        } catch (IgniteException notNow) {
            LOG.debug("{} does not say what time it is", server.consistentId(), notNow);
            return Optional.empty();
        }
    }

    /** Of two in the middle the one nearer to our own clock: with two servers neither can say who is wrong. */
    static Duration median(List<Duration> ahead) {
        List<Duration> sorted = new ArrayList<>(ahead);
        Collections.sort(sorted);
        Duration upper = sorted.get(sorted.size() / 2);
        Duration lower = sorted.get((sorted.size() - 1) / 2);
        return lower.abs().compareTo(upper.abs()) <= 0 ? lower : upper;
    }
}
