package io.tapgrid.load.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The processes of the running system, by the names of their pid files, and the CPU time each has used: user and
 * system time of all its threads from {@code /proc/PID/stat}, which the kernel counts in ticks of 10 ms.
 */
public final class ServerProcesses {

    private static final long NANOS_PER_TICK = 10_000_000;
    private static final int UTIME_AFTER_NAME = 11;

    private final SortedMap<String, Long> pids;

    private ServerProcesses(SortedMap<String, Long> pids) {
        this.pids = pids;
    }

    /** Every {@code NAME.pid} in the folder; the supervisor is left out, as it only waits. */
    public static ServerProcesses of(Path runFolder) throws IOException {
        var pids = new TreeMap<String, Long>();
        try (Stream<Path> files = Files.list(runFolder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".pid") && !name.startsWith("supervisor")) {
                    pids.put(
                            name.substring(0, name.length() - ".pid".length()),
                            Long.parseLong(Files.readString(file).strip()));
                }
            }
        }
        if (pids.isEmpty()) {
            throw new IOException(runFolder + ": no pid files (is the system running?)");
        }
        return new ServerProcesses(pids);
    }

    public Map<String, Long> pids() {
        return pids;
    }

    public boolean areAlive() {
        return pids.values().stream()
                .allMatch(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
    }

    /** CPU time so far, in nanoseconds, by process. */
    public SortedMap<String, Long> cpuNanos() throws IOException {
        var cpu = new TreeMap<String, Long>();
        for (Map.Entry<String, Long> process : pids.entrySet()) {
            cpu.put(process.getKey(), parse(Files.readString(Path.of("/proc/" + process.getValue() + "/stat"))));
        }
        return cpu;
    }

    public long totalCpuNanos() throws IOException {
        return cpuNanos().values().stream().mapToLong(nanos -> nanos).sum();
    }

    /** The name in the second field may itself hold spaces and parentheses, so fields count from the last one. */
    static long parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[UTIME_AFTER_NAME + 1]);
        return ticks * NANOS_PER_TICK;
    }
}
