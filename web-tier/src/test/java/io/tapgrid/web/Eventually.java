package io.tapgrid.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polls for what another thread is about to do; fails after ten seconds. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Eventually() {}

    public static void holds(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean held = condition.getAsBoolean();
        while (!held && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            held = condition.getAsBoolean();
        }
        assertThat(held).as("within %s", PATIENCE).isTrue();
    }
}
