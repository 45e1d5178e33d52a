package io.tapgrid.architecture.planted;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** Asks the clock and the dice, and keeps something between two calls. */
final class ImpureKernel {
    static int calls;

    private ImpureKernel() {}

    static Instant asksTheClock() {
        return Instant.now();
    }

    static Instant asksAClock(Clock clock) {
        return clock.instant();
    }

    static long asksTheSystem() {
        return System.nanoTime();
    }

    static int throwsDice() {
        return new Random().nextInt();
    }

    static UUID drawsALot() {
        return UUID.randomUUID();
    }

    static void startsAThread() {
        new Thread(() -> calls++).start();
    }
}
