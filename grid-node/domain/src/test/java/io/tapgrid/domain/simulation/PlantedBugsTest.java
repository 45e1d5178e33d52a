package io.tapgrid.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator is worth its time only if it would find the bugs it is there for. */
final class PlantedBugsTest {
    /** As many steps as the check of the real kernel takes. Histories are fixed, so that this never depends on luck. */
    private static final long STEPS_MAX = 200_000;

    private static final long SEED = Long.getLong("seed", 1);

    @ParameterizedTest
    @EnumSource
    void the_simulator_finds(PlantedBug bug) {
        Simulator.Run run = Simulator.run(SEED, STEPS_MAX, bug::kernel);

        System.out.printf(
                "planted bug %s: found after %,d steps in history %d, %s%n",
                bug,
                run.steps(),
                run.histories(),
                run.found()
                        .map(it -> it.substring(0, Math.min(it.length(), 150)))
                        .orElse("-"));
        assertThat(run.found()).as("%s, in %d steps", bug, run.steps()).isPresent();
    }
}
