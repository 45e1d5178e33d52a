package io.tapgrid.standalone.prove.soak;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.process.MetricsPage;
import io.tapgrid.standalone.prove.host.Tool;
import io.tapgrid.standalone.prove.system.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the system's processes: by /proc, by the JDK's jcmd, and by their own metrics. */
final class Processes {
    private static final String MYSQL = "mysql";
    private static final String REGION = "tapgrid_grid_region_bytes{region=\"tapgrid\"}";
    private static final String DIRECT = "tapgrid_jvm_buffer_memory_used_bytes{id=\"direct\"}";
    private static final long KIBIBYTE = 1024;

    private final Subject subject;
    private final Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    Processes(Subject subject) {
        this.subject = subject;
        if (!Files.isExecutable(jcmd)) {
            throw new CommandFailure(jcmd + ": not there (a soak needs a JDK, not a JRE)");
        }
    }

    List<ProcessReading> read() throws IOException, InterruptedException {
        List<ProcessReading> readings = new ArrayList<>();
        for (String name : subject.names()) {
            ProcessHandle process = subject.process(name)
                    .orElseThrow(() -> new CommandFailure(name + " does not run when everything is at rest"));
            readings.add(name.equals(MYSQL) ? readMySql(process) : readJvm(name, process));
        }
        return readings;
    }

    private ProcessReading readJvm(String name, ProcessHandle process) throws IOException, InterruptedException {
        long heap = liveBytes(Tool.run(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram"));
        MetricsPage metrics = MetricsPage.read(subject.management(name));
        return reading(name, process, heap, metrics.value(DIRECT), metrics.value(REGION));
    }

    private static ProcessReading readMySql(ProcessHandle process) throws IOException {
        return reading(MYSQL, process, 0, 0, 0);
    }

    private static ProcessReading reading(String name, ProcessHandle process, long heap, long direct, long region)
            throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        String status = Files.readString(proc.resolve("status"));
        List<String> open = openFiles(proc.resolve("fd"));
        return new ProcessReading(
                name,
                Duration.between(process.info().startInstant().orElse(Instant.now()), Instant.now()),
                heap,
                direct,
                region,
                statusField(status, "VmRSS") * KIBIBYTE,
                statusField(status, "Threads"),
                open.stream().filter(target -> target.startsWith("socket:")).count(),
                open.size());
    }

    /** What the links point to; those that are closed meanwhile count as they are called. */
    private static List<String> openFiles(Path folder) throws IOException {
        try (Stream<Path> links = Files.list(folder)) {
            return links.map(Processes::targetOf).toList();
        }
    }

    private static String targetOf(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return link.toString();
        }
    }

    /** The first number of a line of {@code /proc/PID/status}. */
    static long statusField(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip().split(" ", -1)[0])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** The bytes of jcmd's last line, {@code Total  instances  bytes}: it collects first, so all of it is live. */
    static long liveBytes(String histogram) {
        return histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .map(line -> line.strip().split("\\s+", -1))
                .mapToLong(words -> Long.parseLong(words[2]))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("jcmd GC.class_histogram said no total"));
    }

    /** The nodes' logs of changes with their archives. */
    long walBytes() throws IOException {
        long sum = 0;
        for (String node : subject.nodes()) {
            sum += Folder.bytes(gridFolder().resolve(node).resolve("db").resolve("wal"));
        }
        return sum;
    }

    Path gridFolder() {
        return subject.settings().data().resolve("grid");
    }
}
