package io.tapgrid.standalone.process;

import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One child process and its restarts. Used by the supervisor's thread alone. */
final class Child {
    static final Duration BACK_OFF_FIRST = Duration.ofSeconds(2);
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(30);
    private static final Duration STEADY_AFTER = Duration.ofSeconds(60);

    private final ChildSpec spec;
    private final PidFile pidFile;
    private @Nullable Process process;
    private Instant startedAt = Instant.MIN;
    private @Nullable Instant restartAt;
    private Duration backOff = BACK_OFF_FIRST;

    Child(ChildSpec spec, PidFile pidFile) {
        this.spec = spec;
        this.pidFile = pidFile;
    }

    ChildSpec spec() {
        return spec;
    }

    void start(Instant now) {
        // A session of its own: Ctrl-C in the terminal must reach the supervisor alone, which ends things in order.
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        try {
            Process started = builder.start();
            started.getOutputStream().close();
            pidFile.write(started.pid());
            process = started;
            startedAt = now;
            restartAt = null;
        } catch (IOException e) {
            throw new CommandFailure(spec.name() + ": cannot be started (" + e.getMessage() + ")", e);
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Looks once; starts the process again when it has been gone for the back-off. Says what it saw, or nothing. */
    @Nullable
    String watch(Instant now) {
        Process watched = process;
        if (watched != null && watched.isAlive()) {
            if (startedAt.plus(STEADY_AFTER).isBefore(now)) {
                backOff = BACK_OFF_FIRST;
            }
            return null;
        }
        if (restartAt == null) {
            restartAt = now.plus(backOff);
            String exit = watched == null ? "could not be started" : "ended with exit code " + watched.exitValue();
            String message = spec.name() + " " + exit + "; starting it again in " + backOff.toSeconds() + " s (log: "
                    + spec.log() + ")";
            backOff = backOff.multipliedBy(2).compareTo(BACK_OFF_MAX) > 0 ? BACK_OFF_MAX : backOff.multipliedBy(2);
            return message;
        }
        if (now.isBefore(restartAt)) {
            return null;
        }
        start(now);
        return spec.name() + " started again, pid "
                + pidFile.process().map(ProcessHandle::pid).orElse(-1L);
    }

    /** Asks it to go, kills it when it has not gone in time. Whether it went by itself. */
    boolean end(Duration grace) throws InterruptedException {
        boolean byItself = process == null || Ending.end(process.toHandle(), grace);
        pidFile.delete();
        return byItself;
    }
}
