package io.tapgrid.standalone.prove.traffic;

import java.util.Set;

/**
 * A request that has ended, one way or another.
 *
 * @param outcome {@code ok}, a reason of refusal, {@value #UNKNOWN}, or {@value #NOT_SENT}
 */
record Ended(long invokedNanos, long endedNanos, String operation, int web, String uid, String key, String outcome) {
    /** Sent, in whole or in part, and not answered; or answered with the very word. */
    static final String UNKNOWN = "unknown";

    /** Not one byte of it left. */
    static final String NOT_SENT = "not-sent";

    static final String OK = "ok";

    /** Answers that say: not now. */
    private static final Set<String> LATER = Set.of("too-fast", "queue-full", "degraded", "no-majority");

    static boolean isTurnedAway(String outcome) {
        return outcome.equals(UNKNOWN) || outcome.equals(NOT_SENT) || LATER.contains(outcome);
    }

    String line() {
        return invokedNanos + "\t" + endedNanos + "\t" + operation + "\tweb-" + (web + 1) + "\t" + uid + "\t" + key
                + "\t" + outcome + "\n";
    }
}
