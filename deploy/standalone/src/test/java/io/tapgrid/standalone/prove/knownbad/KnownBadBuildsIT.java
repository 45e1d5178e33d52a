package io.tapgrid.standalone.prove.knownbad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the proof over each bad build, with faults that should show what is wrong. Needs root, for networks that can be cut. */
@Tag("self-check")
class KnownBadBuildsIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path ROOT = Path.of(System.getProperty("tapgrid.root", "../.."))
            .toAbsolutePath()
            .normalize();
    private static final int RUN_MINUTES_MAX = 15;

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
        Path folder = Files.createDirectories(TARGET.resolve("known-bad"));
        Path report = folder.resolve(bad + ".json");
        Path log = folder.resolve(bad + ".log");
        Files.deleteIfExists(report);
        long begun = System.nanoTime();
        int exit =
                prove(bad, log, "--minutes", "2.5", "--seed", "1", "--faults", faults, "--report", report.toString());
        System.out.println(bad + ": exit " + exit + " after "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s; " + log);
        assertThat(exit).as("1: a promise was broken (%s)", log).isEqualTo(1);
        JsonNode promises =
                new ObjectMapper().readTree(Files.readString(report)).path("promises");
        Set<String> broken = new TreeSet<>();
        promises.properties().forEach(promise -> {
            if (promise.getValue().asLong() > 0) {
                broken.add(promise.getKey());
            }
        });
        System.out.println(bad + ": broken: " + broken);
        assertThat(broken).as("what it is caught by").containsAnyElementsOf(expected);
    }

    private static int prove(KnownBad bad, Path log, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + ROOT.resolve("config/jvm.options"),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Dlogback.configurationFile=" + ROOT.resolve("config/logback.xml"),
                "-cp",
                TARGET.resolve("classes") + ":" + TARGET.resolve("lib") + "/*:" + TARGET.resolve("test-classes") + ":"
                        + PlantingAgent.placeOf(net.bytebuddy.ByteBuddy.class),
                KnownBadMain.class.getName(),
                bad.name()));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("TAPGRID_"));
        environment.put("TAPGRID_HOME", ROOT.toString());
        environment.put("TAPGRID_DATA", TARGET.resolve("known-bad/data").toString());
        environment.put("TAPGRID_STORAGE_REGION_MEBIBYTES", "256");
        environment.put("TAPGRID_STORAGE_WAL_SEGMENT_MEBIBYTES", "16");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(RUN_MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(bad + " does not end: " + log);
        }
        return process.exitValue();
    }
}
