package io.tapgrid.standalone.process;

import java.time.Duration;

/** Ends a process: asks first, and kills it when it has not gone in time. */
final class Ending {
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private Ending() {}

    /** Whether it went by itself. */
    static boolean end(ProcessHandle process, Duration grace) throws InterruptedException {
        process.destroy();
        if (Gone.within(grace, process)) {
            return true;
        }
        process.destroyForcibly();
        var unused = Gone.within(AFTER_KILL, process);
        return false;
    }
}
