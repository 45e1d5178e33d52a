package io.tapgrid.standalone.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run of the proof as a process of its own, on the class path that {@code ./tapgrid} has, with a log and a report in a folder below
 * {@code target}.
 */
public final class ProofProcess {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path ROOT = Path.of(System.getProperty("tapgrid.root", "../.."))
            .toAbsolutePath()
            .normalize();
    private static final int RUN_MINUTES_MAX = 20;

    private final String name;
    private final Path folder;

    /**
     * Not started yet.
     *
     * @param folder below {@code target}; runs in the same one share the unpacked database
     */
    public ProofProcess(String folder, String name) throws IOException {
        this.name = name;
        this.folder = Files.createDirectories(TARGET.resolve(folder));
    }

    public Path log() {
        return folder.resolve(name + ".log");
    }

    /** The report of the last run. */
    public JsonNode report() throws IOException {
        return new ObjectMapper().readTree(Files.readString(reportFile()));
    }

    private Path reportFile() {
        return folder.resolve(name + ".json");
    }

    /**
     * Runs it to its end and returns its exit code.
     *
     * @param besides class path entries besides the program's own
     * @param main the class, and what comes before the options
     */
    public int run(List<Path> besides, List<String> main, String... options) throws Exception {
        Files.deleteIfExists(reportFile());
        StringBuilder classPath = new StringBuilder(TARGET.resolve("classes") + ":" + TARGET.resolve("lib") + "/*");
        besides.forEach(path -> classPath.append(':').append(path));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + ROOT.resolve("config/jvm.options"),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Dlogback.configurationFile=" + ROOT.resolve("config/logback.xml"),
                "-cp",
                classPath.toString()));
        command.addAll(main);
        command.addAll(List.of(options));
        command.addAll(List.of("--report", reportFile().toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(variable -> variable.startsWith("TAPGRID_"));
        environment.put("TAPGRID_HOME", ROOT.toString());
        environment.put("TAPGRID_DATA", folder.resolve("data").toString());
        environment.put("TAPGRID_STORAGE_REGION_MEBIBYTES", "256");
        environment.put("TAPGRID_STORAGE_WAL_SEGMENT_MEBIBYTES", "16");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(RUN_MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError(name + " does not end: " + log());
        }
        return process.exitValue();
    }

    public static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
