package io.tapgrid.standalone.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.start.Ports;
import io.tapgrid.standalone.start.StandaloneSystem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at one machine for one system. Changes nothing but a probe file, which it removes. */
final class Examination {
    private static final long GIB = 1L << 30;
    private static final long MEMORY_MIN_GIB = 4;
    private static final long DISK_MIN_GIB = 5;
    private static final long OPEN_FILES_MIN = 8_192;

    /** 1 October 2025: before this program was written, so a clock that shows less is wrong. */
    private static final Instant EARLIEST = Instant.parse("2025-10-01T00:00:00Z");

    private final Settings settings;
    private final Clock clock;
    private final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    Examination(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(cores());
        findings.add(memory());
        findings.add(openFiles());
        findings.add(disk());
        findings.add(clock());
        findings.addAll(ports());
        EphemeralPorts.ofThisMachine().flatMap(this::portsThatMayBeTaken).ifPresent(findings::add);
        return findings;
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        return feature == 17
                ? Finding.ok("Java " + Runtime.version())
                : Finding.warning("Java " + Runtime.version(), "use a JDK 17; it is what the tests run on");
    }

    private static Finding cores() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores >= 2
                ? Finding.ok(cores + " cores")
                : Finding.warning(cores + " core", "two or more keep shoppers and the database apart");
    }

    private Finding memory() {
        long gib = machine.getTotalMemorySize() / GIB;
        return gib >= MEMORY_MIN_GIB
                ? Finding.ok(gib + " GiB of memory")
                : Finding.problem(gib + " GiB of memory", "three nodes, web, console and MySQL want at least 4 GiB");
    }

    private Finding openFiles() {
        if (!(machine instanceof UnixOperatingSystemMXBean unix)) {
            return Finding.warning("open files: limit unknown", "this is not Unix");
        }
        long limit = unix.getMaxFileDescriptorCount();
        return limit >= OPEN_FILES_MIN
                ? Finding.ok("up to " + limit + " open files")
                : Finding.warning(
                        "up to " + limit + " open files",
                        "each shopper's connection is one: raise it (ulimit -n 65536, or LimitNOFILE in systemd)");
    }

    private Finding disk() {
        try {
            Files.createDirectories(settings.data());
            Path probe = Files.createTempFile(settings.data(), "doctor", ".probe");
            Instant before = clock.instant();
            Files.write(probe, new byte[4096], StandardOpenOption.DSYNC);
            Duration write = Duration.between(before, clock.instant());
            Files.delete(probe);
            long gib = Files.getFileStore(settings.data()).getUsableSpace() / GIB;
            String what = gib + " GiB free in " + settings.data() + ", a synced 4 KiB write takes "
                    + write.toNanos() / 1_000 + " µs";
            return gib >= DISK_MIN_GIB
                    ? Finding.ok(what)
                    : Finding.problem(what, "free some, or put TAPGRID_DATA elsewhere: a full disk stops the sale");
        } catch (IOException e) {
            return Finding.problem(
                    settings.data() + ": cannot be written (" + e.getMessage() + ")",
                    "set TAPGRID_DATA to a folder of yours");
        }
    }

    private Finding clock() {
        Instant now = clock.instant();
        if (now.isBefore(EARLIEST)) {
            return Finding.problem("the clock says " + now, "set it; sales open by it");
        }
        return Files.exists(Path.of("/run/systemd/timesync/synchronized"))
                ? Finding.ok("the clock says " + now + " and is synchronised")
                : Finding.ok("the clock says " + now
                        + " (whether it is synchronised cannot be seen; nodes more than 250 ms apart stop deciding)");
    }

    private List<Finding> ports() {
        DataFolder data = new DataFolder(settings.data());
        if (StandaloneSystem.supervisorPid(data).process().isPresent()) {
            return List.of(Finding.ok("a system is running on these ports"));
        }
        List<Finding> taken = new ArrayList<>();
        for (Map.Entry<String, Integer> port : Ports.of(settings, shape()).entrySet()) {
            if (!Ports.isFree(port.getValue())) {
                taken.add(Finding.problem(
                        "port " + port.getValue() + " is in use",
                        "end that program or set " + port.getKey().replaceFirst(" .*", "")));
            }
        }
        return taken.isEmpty() ? List.of(Finding.ok("all ports are free")) : taken;
    }

    private Optional<Finding> portsThatMayBeTaken(EphemeralPorts ephemeral) {
        String ours = Ports.of(settings, shape()).values().stream()
                .filter(ephemeral::mayTake)
                .sorted()
                .map(Object::toString)
                .collect(Collectors.joining(","));
        return ours.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "ports " + ours + " may be given to outgoing connections",
                        "a process that starts again may find its own taken for a minute: add them to the list of sysctl"
                                + " net.ipv4.ip_local_reserved_ports"));
    }

    private ClusterShape shape() {
        return ClusterShape.read(new DataFolder(settings.data()).clusterFile()).orElse(new ClusterShape(3, 8));
    }
}
