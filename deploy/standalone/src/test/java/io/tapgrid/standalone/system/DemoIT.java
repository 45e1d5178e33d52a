package io.tapgrid.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The verb demo, small, from an empty data folder to its last process. */
@SuppressWarnings("try") // waiting for a process may be interrupted, and tests end early on purpose
final class DemoIT {
    @Test
    void a_small_sale_keeps_every_promise_and_leaves_nothing_running() throws Exception {
        try (RunningSystem system = RunningSystem.notStarted()) {
            RunningSystem.Said said =
                    system.run("demo", "--units", "20", "--shoppers", "200", "--bots", "5", "--seed", "7");

            assertThat(said.exit()).as(said.text()).isZero();
            assertThat(said.text())
                    .containsOnlyOnce("tapgrid: admin password: " + system.secret("admin-password"))
                    .contains(", 20 units, 200 shoppers, 5 bots, seed 7\n")
                    .contains(
                            "  kept    no unit sold twice: the law of conservation holds for every item\n",
                            "  kept    every unit sold while demand lasted\n",
                            "  kept    every shopper was told the truth (0 violations)\n",
                            "  kept    what shoppers hold is what the grid has\n",
                            "  kept    grid = MySQL, row by row (0 differences)\n",
                            "tapgrid: every promise was kept\n",
                            "tapgrid: journal drained\n")
                    .doesNotContain("BROKEN");
            assertThat(system.alive()).isEmpty();
            assertThat(system.run("reconcile"))
                    .as("with nobody there to compare")
                    .satisfies(answer -> assertThat(answer.exit()).isEqualTo(2))
                    .satisfies(answer -> assertThat(answer.text()).startsWith("tapgrid: cannot read "));
        }
    }
}
