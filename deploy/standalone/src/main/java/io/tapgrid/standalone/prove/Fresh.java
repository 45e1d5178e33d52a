package io.tapgrid.standalone.prove;

import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An empty folder for a run. */
final class Fresh {
    private static final List<String> KEPT = List.of("mysql-server");

    private Fresh() {}

    /** Empties it but for the unpacked server, which is the same every time. Refuses while something runs from it. */
    static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            return;
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(process -> runsFrom(process, folder)).findFirst().ifPresent(process -> {
                throw new CommandFailure("process " + process.pid() + " still runs from " + folder + "; end it first");
            });
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                boolean kept = KEPT.stream().anyMatch(name -> file.startsWith(folder.resolve(name)));
                if (!kept && !file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean runsFrom(ProcessHandle process, Path folder) {
        try {
            return process.pid() != ProcessHandle.current().pid()
                    && Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                            .contains("-Dtapgrid.data=" + folder);
        } catch (IOException gone) {
            return false;
        }
    }
}
