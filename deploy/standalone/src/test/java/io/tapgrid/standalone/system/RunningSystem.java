package io.tapgrid.standalone.system;

import io.tapgrid.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A system with data and ports of its own, driven by the verbs of {@code ./tapgrid}. Whatever becomes of a test, {@link #close} ends every process
 * whose command line names its data folder, and so does the end of the JVM.
 */
@SuppressWarnings("try") // waiting for a process may be interrupted, and tests end early on purpose
final class RunningSystem implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration VERB_WITHIN = Duration.ofMinutes(3);
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path ROOT = Path.of(System.getProperty("tapgrid.root", "../.."))
            .toAbsolutePath()
            .normalize();

    private final int nodes;
    private final Path data;
    private final Path output;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, String> more;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Thread atExit = new Thread(this::killEverything);
    private @Nullable Process supervisor;
    private int starts;

    /** What a verb printed, and how it ended. */
    record Said(int exit, String text) {}

    private RunningSystem(int nodes, Path folder, Map<String, String> more) {
        this.nodes = nodes;
        this.more = Map.copyOf(more);
        this.data = folder.resolve("data");
        this.output = folder;
        int first = FreePorts.block(80);
        ports.put("HTTP", first);
        ports.put("ADMIN", first + 1);
        ports.put("MYSQL", first + 2);
        ports.put("MANAGEMENT", first + 3);
        ports.put("SQL", first + 10);
        ports.put("DISCOVERY", first + 14);
        ports.put("COMMUNICATION", first + 18);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Never started: without a data folder yet. */
    static RunningSystem notStarted() throws IOException {
        Files.createDirectories(TARGET);
        return new RunningSystem(1, Files.createTempDirectory(TARGET, "system-"), Map.of());
    }

    /** Started for the first time, and ready. */
    static RunningSystem of(int nodes) throws Exception {
        return of(nodes, Map.of());
    }

    /** The same with {@code more} in the environment of every verb. */
    static RunningSystem of(int nodes, Map<String, String> more) throws Exception {
        Files.createDirectories(TARGET);
        RunningSystem system = new RunningSystem(nodes, Files.createTempDirectory(TARGET, "system-"), more);
        try {
            system.start();
            return system;
        } catch (Exception | AssertionError failed) {
            system.close();
            throw failed;
        }
    }

    /** {@code start}, until it says {@code ready}. */
    void start() throws Exception {
        Path log = output.resolve("start-" + ++starts + ".log");
        Process process = verb("start", "--nodes", Integer.toString(nodes))
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        supervisor = process;
        Patience.until("start (" + log + ")", READY_WITHIN, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("start ended: " + Files.readString(log));
            }
            return Files.readAllLines(log).contains("ready");
        });
    }

    /** {@code stop}, and the process of {@code start} is gone afterwards. */
    Said stop() throws Exception {
        Said said = run("stop");
        Process process = supervisor;
        if (process != null && !process.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("start is still there after stop");
        }
        return said;
    }

    /** What the last start has said so far. */
    String log() throws IOException {
        return Files.readString(output.resolve("start-" + starts + ".log"));
    }

    Said apply(String yaml) throws Exception {
        return apply(yaml, List.of());
    }

    /** {@code apply --yes} of a file, beside which lies {@code reservations.csv}. */
    Said apply(String yaml, List<String> reservations) throws Exception {
        Path file = output.resolve("sale.yaml");
        Files.writeString(file, yaml);
        Files.write(output.resolve("reservations.csv"), reservations);
        return run("apply", file.toString(), "--yes");
    }

    Said run(String... arguments) throws Exception {
        return finish(arguments[0], verb(arguments));
    }

    /** A line of bash where {@code ./tapgrid} stands and the data is in {@code data}. */
    Said shell(String line) throws Exception {
        ProcessBuilder bash = new ProcessBuilder("setsid", "bash", "-c", line)
                .redirectErrorStream(true)
                .directory(output.toFile());
        return finish("shell", bash);
    }

    private Said finish(String name, ProcessBuilder command) throws Exception {
        Path log = output.resolve(name + ".log");
        Process process = command.redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(VERB_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(name + " does not end: " + Files.readString(log));
        }
        return new Said(process.exitValue(), Files.readString(log));
    }

    private ProcessBuilder verb(String... arguments) {
        Path build = TARGET;
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + ROOT.resolve("config/jvm.options"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-Dlogback.configurationFile=" + ROOT.resolve("config/logback.xml"),
                "-Dtapgrid.data=" + data,
                "-cp",
                build.resolve("classes") + ":" + build.resolve("lib") + "/*",
                "io.tapgrid.standalone.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("TAPGRID_"));
        environment.put("TAPGRID_HOME", ROOT.toString());
        environment.put("TAPGRID_DATA", data.toString());
        environment.put("TAPGRID_STORAGE_REGION_MEBIBYTES", "128");
        environment.put("TAPGRID_STORAGE_WAL_SEGMENT_MEBIBYTES", "8");
        environment.putAll(more);
        ports.forEach((name, port) -> environment.put("TAPGRID_" + name + "_PORT", Integer.toString(port)));
        return builder;
    }

    int port(String name) {
        return ports.getOrDefault(name, -1);
    }

    /** A secret out of the data folder. */
    String secret(String name) throws IOException {
        return Files.readString(data.resolve(name)).trim();
    }

    /** Whether the management port of the web process (0), the console (1) or node i (1 + i) says so. */
    boolean isReady(int process) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + (port("MANAGEMENT") + process) + "/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    /** {@code kill -9} by pid file; returns when the process is gone. */
    void kill(String name) throws Exception {
        ProcessHandle process = process(name);
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
    }

    /** {@code kill -9} of nodes whose disks are gone with them, before anybody starts them again. */
    void destroy(String... names) throws Exception {
        for (String name : names) {
            kill(name);
        }
        for (String name : names) {
            try (Stream<Path> files = Files.walk(data.resolve("grid").resolve(name))) {
                files.sorted(Comparator.reverseOrder()).forEach(RunningSystem::delete);
            }
        }
    }

    /** When each file below a folder of the data was last changed. */
    Map<String, FileTime> changes(String folder) throws IOException {
        Map<String, FileTime> changes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data.resolve(folder))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                changes.put(file.toString(), Files.getLastModifiedTime(file));
            }
        }
        return changes;
    }

    /** What a file below the data folder says. */
    String text(String file) throws IOException {
        return Files.readString(data.resolve(file));
    }

    /** {@code kill -9} of everything that has a pid file, in one go; the supervisor first, lest it starts something again. */
    void killAll() throws Exception {
        List<ProcessHandle> all = new ArrayList<>(List.of(process("supervisor")));
        try (Stream<Path> files = Files.list(data.resolve("run"))) {
            for (Path file : files.toList()) {
                all.add(process(file.getFileName().toString().replaceFirst("\\.pid$", "")));
            }
        }
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    void signal(String name, String signal) throws Exception {
        int exit = new ProcessBuilder(
                        "kill", "-" + signal, Long.toString(process(name).pid()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new AssertionError("kill -" + signal + " " + name + ": exit " + exit);
        }
    }

    long pid(String name) throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("run/" + name + ".pid")).trim());
    }

    private ProcessHandle process(String name) throws IOException {
        long pid = pid(name);
        return ProcessHandle.of(pid)
                .filter(this::isOurs)
                .orElseThrow(() -> new AssertionError(name + ": no process of ours with pid " + pid));
    }

    private boolean isOurs(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .contains(data.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    /** Pids of all processes of this system, whatever the pid files say. */
    List<Long> alive() {
        return ours().map(ProcessHandle::pid).toList();
    }

    private Stream<ProcessHandle> ours() {
        return ProcessHandle.allProcesses().filter(this::isOurs);
    }

    private void killEverything() {
        ours().forEach(ProcessHandle::destroyForcibly);
    }

    /** The logs stay where they are; what is large goes. */
    @Override
    public void close() throws Exception {
        // Twice: the first may have met a supervisor on its way to start something again.
        killEverything();
        Patience.until("the end of all processes", Duration.ofSeconds(30), () -> {
            killEverything();
            return alive().isEmpty();
        });
        Runtime.getRuntime().removeShutdownHook(atExit);
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.startsWith(data.resolve("log")) && !file.equals(data))
                    .forEach(RunningSystem::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
