package io.tapgrid.standalone.prove.fault;

import io.tapgrid.standalone.prove.host.Clocks;
import java.time.Duration;
import java.util.List;

/** A node whose wall clock is an hour off: it must decide nothing, and let nothing lapse, until it agrees again. */
final class ClockFaults {
    private final Clocks clocks;

    ClockFaults(Clocks clocks) {
        this.clocks = clocks;
    }

    List<Candidate> all() {
        return List.of(
                Candidate.ofAWhole(FaultKind.CLOCK, () -> off("+1h", "ahead")),
                Candidate.ofAWhole(FaultKind.CLOCK, () -> off("-1h", "behind")));
    }

    private Fault off(String offset, String word) {
        String node = clocks.node();
        return Fault.of(
                FaultKind.CLOCK,
                "the clock of " + node + " is an hour " + word,
                Duration.ofSeconds(6),
                () -> clocks.turn(offset),
                () -> clocks.right());
    }
}
