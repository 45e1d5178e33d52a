package io.tapgrid.standalone.prove.fault;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Families of faults, by the words of {@code --faults}. */
public enum FaultKind {
    KILL,
    PAUSE,
    CUT,
    MYSQL,
    DISK,
    CLOCK,
    RESTART,
    OPERATOR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code IllegalArgumentException} for a word that is none. */
    public static Set<FaultKind> parse(String words) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (String word : words.split(",", -1)) {
            kinds.add(Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "faults: '" + word + "' (expected: some of " + words() + ", with commas)")));
        }
        return kinds;
    }

    public static String words() {
        return Arrays.stream(values()).map(FaultKind::word).collect(Collectors.joining(","));
    }
}
