package io.tapgrid.standalone.prove;

import io.tapgrid.standalone.prove.fault.FaultKind;
import io.tapgrid.standalone.prove.fault.Pace;
import java.time.Duration;
import java.util.Set;

/**
 * What a run is to do.
 *
 * @param length of all sales together; starting, checking and stopping come on top
 * @param rate requests a second; {@link #RATE_OF_THE_LIMIT} for a share of what the system takes, which is measured first
 * @param soak whether it is about what grows with time: six sales, a fault every half a minute, and a look at every process after each sale
 */
public record ProvePlan(
        Duration length, long seed, Set<FaultKind> faults, int nodes, int webs, int rate, boolean soak) {
    /** No rate is given. */
    static final int RATE_OF_THE_LIMIT = 0;

    private static final int SALES_OF_A_SOAK = 6;
    private static final Duration MYSQL_STOPPED_LONG = Duration.ofSeconds(60);
    private static final Duration MYSQL_STOPPED_SHORT = Duration.ofSeconds(12);
    private static final Duration ROUND_SHORT = Duration.ofMinutes(3);
    private static final Duration ROUND_LONG = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofMinutes(10);

    ProvePlan withRate(int requestsPerSecond) {
        return new ProvePlan(length, seed, faults, nodes, webs, requestsPerSecond, soak);
    }

    /** A minute where there is time for it. */
    Duration mysqlStopped() {
        return soak || length.compareTo(LONG) < 0 ? MYSQL_STOPPED_SHORT : MYSQL_STOPPED_LONG;
    }

    Pace pace() {
        return soak ? Pace.STEADY : Pace.DENSE;
    }

    /** Of three minutes in a short run, and of five where there is time for what takes long. */
    int rounds() {
        if (soak) {
            return SALES_OF_A_SOAK;
        }
        Duration round = length.compareTo(LONG) < 0 ? ROUND_SHORT : ROUND_LONG;
        return (int) Math.max(1, Math.round((double) length.toSeconds() / round.toSeconds()));
    }

    Duration lengthOfARound() {
        return length.dividedBy(rounds());
    }
}
