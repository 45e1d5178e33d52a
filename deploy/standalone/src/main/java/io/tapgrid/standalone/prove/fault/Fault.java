package io.tapgrid.standalone.prove.fault;

import java.time.Duration;
import java.util.Set;

/**
 * Something that goes wrong, and is put right after a while.
 *
 * @param what it is, for people
 * @param lasts between injection and healing
 * @param backWithin how soon after healing a win must be acknowledged again
 * @param isolation whether a node is cut off from the majority by it
 * @param websWithoutMajority web processes, from 0, that have no majority to ask from the injection until
 *     {@code withoutMajorityFor} or the healing, whichever comes first
 */
public record Fault(
        FaultKind kind,
        String what,
        Duration lasts,
        Duration backWithin,
        boolean isolation,
        Set<Integer> websWithoutMajority,
        Duration withoutMajorityFor,
        Step inject,
        Step heal) {
    static final Duration SOON = Duration.ofSeconds(30);
    static final Duration AFTER_THE_DEATH_OF_ALL = Duration.ofSeconds(90);

    /** May fail: then the run is broken, not the system. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    static Fault of(FaultKind kind, String what, Duration lasts, Step inject, Step heal) {
        return new Fault(kind, what, lasts, SOON, false, Set.of(), Duration.ZERO, inject, heal);
    }

    /** Over as soon as it is done: what it does is repaired by the system itself. */
    static Fault momentary(FaultKind kind, String what, Step inject) {
        return of(kind, what, Duration.ZERO, inject, () -> {});
    }

    Fault isolating() {
        return new Fault(kind, what, lasts, backWithin, true, websWithoutMajority, withoutMajorityFor, inject, heal);
    }

    Fault leavingNoMajorityTo(Set<Integer> webs, Duration atMost) {
        return new Fault(kind, what, lasts, backWithin, isolation, webs, atMost, inject, heal);
    }

    Fault backWithin(Duration limit) {
        return new Fault(kind, what, lasts, limit, isolation, websWithoutMajority, withoutMajorityFor, inject, heal);
    }
}
