package io.tapgrid.standalone.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Processes of ours that outlived their supervisor, found by their pid files. The database is left alone: its owner
 * adopts it.
 */
public final class Orphans {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Path run;
    private final Path dataFolder;
    private final long self;

    /** {@code self} is the pid of the caller, which is no orphan. */
    public Orphans(Path run, Path dataFolder, long self) {
        this.run = run;
        this.dataFolder = dataFolder;
        this.self = self;
    }

    /** Ends them all, each within 20 seconds. */
    public void end(Consumer<String> progress) throws InterruptedException {
        for (PidFile pidFile : pidFiles()) {
            ProcessHandle process = pidFile.process().orElse(null);
            if (process != null && process.pid() == self) {
                continue;
            }
            if (process != null) {
                progress.accept(
                        pidFile.name() + " is left over from an earlier start (pid " + process.pid() + "); ending it");
                Ending.end(process, GRACE);
            }
            pidFile.delete();
        }
    }

    private List<PidFile> pidFiles() {
        return PidFile.allIn(run, dataFolder).stream()
                .filter(file -> !file.name().equals("mysql"))
                .toList();
    }
}
