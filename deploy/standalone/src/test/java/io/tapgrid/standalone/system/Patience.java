package io.tapgrid.standalone.system;

import io.tapgrid.standalone.system.Shop.Answer;
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

    /** Asks again as the contract has it: where the answer says so, or there is none. */
    static Answer untilAnswered(String what, Duration limit, Callable<Answer> question) throws Exception {
        Answer[] last = new Answer[1];
        try {
            until(what, limit, () -> {
                last[0] = question.call();
                return !last[0].isOpen();
            });
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + ": " + last[0], late);
        }
        return last[0];
    }
}
