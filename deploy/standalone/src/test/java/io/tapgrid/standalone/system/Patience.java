package io.tapgrid.standalone.system;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting for something that another process does: looked at again and again, up to a limit. */
final class Patience {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private Patience() {}

    static void until(String what, Duration limit, Callable<Boolean> reached) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!reached.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(what + ": not within " + limit.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
