package io.tapgrid.standalone.prove.knownbad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapgrid.standalone.prove.ProofProcess;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the proof over each bad build, with faults that should show what is wrong. Needs root, for networks that can be cut. */
@Tag("self-check")
class KnownBadBuildsIT {
    static Stream<Arguments> builds() {
        return Stream.of(
                Arguments.of(
                        KnownBad.NO_REQUEST_KEYS,
                        "operator",
                        Set.of("answers that agree with each other", "never twice", "rule kept per shopper")),
                Arguments.of(
                        KnownBad.SHIPPER_SKIPS,
                        "mysql",
                        Set.of("grid = MySQL row by row", "states along the arrows", "every unit in one place")),
                Arguments.of(
                        KnownBad.NO_TOPOLOGY_VALIDATOR,
                        "cut",
                        Set.of("never lost", "nothing acknowledged without a majority", "never oversold")),
                Arguments.of(
                        KnownBad.NO_MAJORITY_CHECK,
                        "cut",
                        Set.of("never lost", "nothing acknowledged without a majority")),
                Arguments.of(
                        KnownBad.LOSS_IGNORED,
                        "kill",
                        Set.of("never lost", "answers that agree with each other", "every unit in one place")),
                Arguments.of(KnownBad.EXCEPTION_IS_A_REFUSAL, "kill,pause", Set.of("never twice", "never lost")),
                Arguments.of(
                        KnownBad.STORE_BEHIND_MONEY,
                        "kill",
                        Set.of("never lost", "every unit in one place", "primary and backup copies equal")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("builds")
    void a_bad_build_is_caught(KnownBad bad, String faults, Set<String> expected) throws Exception {
        ProofProcess proof = new ProofProcess("known-bad", bad.name());
        long begun = System.nanoTime();
        int exit = proof.run(
                List.of(ProofProcess.placeOf(KnownBadMain.class), ProofProcess.placeOf(ByteBuddy.class)),
                List.of(KnownBadMain.class.getName(), bad.name()),
                "--minutes",
                "2.5",
                "--seed",
                "1",
                "--faults",
                faults);
        System.out.println(bad + ": exit " + exit + " after "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s; " + proof.log());
        assertThat(exit).as("1: a promise was broken (%s)", proof.log()).isEqualTo(1);
        JsonNode promises = proof.report().path("promises");
        Set<String> broken = new TreeSet<>();
        promises.properties().forEach(promise -> {
            if (promise.getValue().asLong() > 0) {
                broken.add(promise.getKey());
            }
        });
        System.out.println(bad + ": broken: " + broken);
        assertThat(broken).as("what it is caught by").containsAnyElementsOf(expected);
    }
}
