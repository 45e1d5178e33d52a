package io.tapgrid.standalone.process;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a process: asks first, and kills it when it has not gone in time. */
final class Ending {
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private Ending() {}

    /** Whether it went by itself. */
    static boolean end(ProcessHandle process, Duration grace) throws InterruptedException {
        process.destroy();
        if (waitFor(process, grace)) {
            return true;
        }
        process.destroyForcibly();
        waitFor(process, AFTER_KILL);
        return false;
    }

    static boolean waitFor(ProcessHandle process, Duration limit) throws InterruptedException {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for process " + process.pid(), e);
        }
    }
}
