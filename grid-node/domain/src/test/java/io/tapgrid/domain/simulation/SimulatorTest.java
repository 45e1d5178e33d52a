package io.tapgrid.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SimulatorTest {
    private static final long STEPS = Long.getLong("steps", 200_000L);
    /** A run that never meets one of these has not tested it. */
    private static final String[] ANSWERS = {
        "won", "repeated", "moved", "reserved", "imported", "nothing", "needs",
        "unknown-sale", "unknown-item", "unknown-purchase", "invalid-request", "key-reused", "not-started", "paused",
        "sale-ended", "not-reserved", "limit-reached", "sold-out", "hold-expired", "wrong-state"
    };

    private static final long SEED = Long.getLong("seed", new Random().nextInt(1_000_000_000));

    @Test
    void no_history_breaks_a_law_or_surprises_the_model() {
        long began = System.nanoTime();

        Simulator.Run run = Simulator.run(SEED, STEPS, Kernel::new);

        System.out.printf(
                "simulator: -Dseed=%d, %,d steps in %,d histories, %.1f s; last history -Dseed=%d; answers %s%n",
                SEED, run.steps(), run.histories(), (System.nanoTime() - began) / 1e9, run.seed(), run.answers());
        assertThat(run.found()).as("replay with -Dseed=%d", run.seed()).isEmpty();
        if (STEPS >= 200_000) {
            assertThat(run.answers().keySet())
                    .as("kinds of answers the histories led to")
                    .contains(ANSWERS);
        }
    }
}
