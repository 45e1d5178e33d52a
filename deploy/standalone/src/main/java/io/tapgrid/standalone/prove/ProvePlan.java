package io.tapgrid.standalone.prove;

import io.tapgrid.standalone.prove.fault.FaultKind;
import java.time.Duration;
import java.util.Set;

/**
 * What a run is to do.
 *
 * @param length of all sales together; starting, checking and stopping come on top
 * @param rate requests a second
 */
public record ProvePlan(Duration length, long seed, Set<FaultKind> faults, int nodes, int webs, int rate) {
    private static final Duration MYSQL_STOPPED_LONG = Duration.ofSeconds(60);
    private static final Duration MYSQL_STOPPED_SHORT = Duration.ofSeconds(12);
    private static final Duration ROUND_SHORT = Duration.ofMinutes(3);
    private static final Duration ROUND_LONG = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofMinutes(10);

    /** A minute where there is time for it. */
    Duration mysqlStopped() {
        return length.compareTo(LONG) < 0 ? MYSQL_STOPPED_SHORT : MYSQL_STOPPED_LONG;
    }

    /** Of three minutes in a short run, and of five where there is time for what takes long. */
    int rounds() {
        Duration round = length.compareTo(LONG) < 0 ? ROUND_SHORT : ROUND_LONG;
        return (int) Math.max(1, Math.round((double) length.toSeconds() / round.toSeconds()));
    }

    Duration lengthOfARound() {
        return length.dividedBy(rounds());
    }
}
