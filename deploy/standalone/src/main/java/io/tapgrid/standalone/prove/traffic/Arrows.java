package io.tapgrid.standalone.prove.traffic;

import java.util.Map;
import java.util.Set;

/** The states of a purchase and where they lead: HELD → CARTED → PAID, and from each of them to RELEASED. */
public final class Arrows {
    private static final Map<String, Set<String>> FURTHER = Map.of(
            "", Set.of("HELD", "CARTED", "PAID", "RELEASED"),
            "HELD", Set.of("CARTED", "PAID", "RELEASED"),
            "CARTED", Set.of("PAID", "RELEASED"),
            "PAID", Set.of("RELEASED"),
            "RELEASED", Set.of());
    private static final Map<String, Set<String>> STEP = Map.of(
            "", Set.of("HELD"),
            "HELD", Set.of("CARTED", "RELEASED"),
            "CARTED", Set.of("PAID", "RELEASED"),
            "PAID", Set.of("RELEASED"),
            "RELEASED", Set.of());

    private Arrows() {}

    /** Whether one may be seen after the other, however much happened between; a state leads to itself. Empty stands for not won yet. */
    public static boolean leads(String from, String to) {
        return from.equals(to) || FURTHER.getOrDefault(from, Set.of()).contains(to);
    }

    /** Whether one change leads from the one to the other. */
    public static boolean isStep(String from, String to) {
        return STEP.getOrDefault(from, Set.of()).contains(to);
    }
}
