package io.tapgrid.standalone.mysql;

import io.tapgrid.standalone.process.Gone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Finds a server of ours that outlived its owner, and ends one.
 *
 * <p>A process id in a file proves nothing, since the system gives ids out again: a process counts as ours only while its
 * command line names our data directory. A process that is ending has lost its command line before it lets go of its
 * port and files, so whether one is gone is another question than whether it is ours.
 */
final class OwnServer {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration ENDING_MAX = Duration.ofSeconds(10);

    private final Path pidFile;
    private final String ownership;

    OwnServer(Path pidFile, String ownership) {
        this.pidFile = pidFile;
        this.ownership = ownership;
    }

    /** The running server of our data directory, if there is one: by pid file, or else by a look at all processes. */
    Optional<ProcessHandle> find() throws IOException {
        Optional<ProcessHandle> noted = fromPidFile();
        if (noted.filter(this::isOurs).isPresent()) {
            return noted;
        }
        noted.filter(process -> arguments(process).isEmpty()).ifPresent(OwnServer::awaitGone);
        return ProcessHandle.allProcesses().filter(this::isOurs).findFirst();
    }

    /** True while the process runs and is our server. */
    boolean isOurs(ProcessHandle process) {
        return process.isAlive() && arguments(process).contains(ownership);
    }

    /** A process without a command line is ending, unless it never had one; either way the wait is bounded. */
    private static void awaitGone(ProcessHandle process) {
        within(ENDING_MAX, () -> Gone.is(process));
    }

    /** The command line without the program's name; empty when it cannot be seen. */
    static List<String> arguments(ProcessHandle process) {
        return process.info().arguments().map(Arrays::asList).orElse(List.of());
    }

    void note(long pid) throws IOException {
        Files.createDirectories(pidFile.getParent());
        Files.writeString(pidFile, pid + "\n", StandardCharsets.US_ASCII);
    }

    /** Asks the server to finish, and kills it when it has not within the patience. InnoDB recovers from either. */
    void end(ProcessHandle process, Duration patience) throws IOException {
        process.destroy();
        if (!within(patience, () -> Gone.is(process))) {
            process.destroyForcibly();
            if (!within(patience, () -> Gone.is(process))) {
                throw new IOException("the database process " + process.pid() + " does not end, not even by kill -9");
            }
        }
        Files.deleteIfExists(pidFile);
    }

    /** Looks every 20 ms until the condition holds or the patience is over; says whether it held. */
    static boolean within(Duration patience, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNanos >= 0) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }

    private Optional<ProcessHandle> fromPidFile() throws IOException {
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        String text = Files.readString(pidFile, StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]{1,9}") ? ProcessHandle.of(Long.parseLong(text)) : Optional.empty();
    }
}
