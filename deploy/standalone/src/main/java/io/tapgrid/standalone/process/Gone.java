package io.tapgrid.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Whether a process has ended. One whose parent has not asked for its exit code, because it is busy or because the container has no init, stays
 * behind as a zombie, and {@link ProcessHandle} calls that alive for ever.
 */
public final class Gone {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private Gone() {}

    /** Whether it has let go of everything it had: ports, files, memory. */
    public static boolean is(ProcessHandle process) {
        return !process.isAlive() || isZombie(process);
    }

    /** Looks again and again; false if it is still there when the limit is reached. */
    public static boolean within(Duration limit, ProcessHandle process) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (!is(process)) {
            if (System.nanoTime() - deadlineNanos >= 0) {
                return false;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("waiting for the end of process " + process.pid());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    /** A first thread that has ended looks like a zombie while the others still hold port and files. */
    private static boolean isZombie(ProcessHandle process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try (Stream<Path> threads = Files.list(proc.resolve("task"))) {
            String stat = Files.readString(proc.resolve("stat"));
            // pid (name) state ...; the name may hold anything, closing parentheses included.
            return stat.startsWith(") Z", stat.lastIndexOf(')')) && threads.count() == 1;
        } catch (IOException notThere) {
            return !process.isAlive();
        }
    }
}
