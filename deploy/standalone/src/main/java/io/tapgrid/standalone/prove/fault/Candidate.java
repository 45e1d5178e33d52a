package io.tapgrid.standalone.prove.fault;

import java.time.Duration;

/**
 * A fault that may be chosen, made when it is: who is the primary of the hottest shard is known only then.
 *
 * @param whole whether all nodes must be there: with one away already it would be another fault
 * @param room what must be left of the sale, for the fault, its healing and the first win afterwards
 */
public record Candidate(FaultKind kind, boolean whole, Duration room, Maker maker) {
    private static final Duration ROOM = Duration.ofSeconds(40);
    private static final Duration ROOM_TO_START_AGAIN = Duration.ofSeconds(100);

    /** Makes the fault for now. */
    @FunctionalInterface
    public interface Maker {
        Fault make() throws Exception;
    }

    /** May come at any time, also while a node is still on its way back. */
    static Candidate anyTime(FaultKind kind, Maker maker) {
        return new Candidate(kind, false, ROOM, maker);
    }

    /** Where all nodes are there. */
    static Candidate ofAWhole(FaultKind kind, Maker maker) {
        return new Candidate(kind, true, ROOM, maker);
    }

    /** After which a majority has to start again. */
    static Candidate ofAMajority(FaultKind kind, Maker maker) {
        return new Candidate(kind, true, ROOM_TO_START_AGAIN, maker);
    }

    boolean fits(boolean allNodesThere, Duration left) {
        return (allNodesThere || !whole) && left.compareTo(room) > 0;
    }
}
