package io.tapgrid.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GoneTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** A shell that becomes a sleep, which knows nothing of the child it has; the child waits for that and ends. */
    private static final String CARELESS =
            "p=$$; (while [ -e /proc/$p ] && ! grep -q sleep /proc/$p/comm; do :; done) & echo $!; exec sleep 60";

    @Test
    void a_process_that_runs_is_not_gone_and_one_that_was_killed_is() throws Exception {
        Process running = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(Gone.is(running.toHandle())).isFalse();
            assertThat(Gone.within(Duration.ofMillis(50), running.toHandle())).isFalse();
        } finally {
            running.destroyForcibly();
        }
        assertThat(Gone.within(LIMIT, running.toHandle())).isTrue();
    }

    @Test
    void one_whose_parent_does_not_ask_for_its_exit_code_is_gone_all_the_same() throws Exception {
        Process careless = new ProcessBuilder("sh", "-c", CARELESS).start();
        try (BufferedReader output = careless.inputReader(StandardCharsets.US_ASCII)) {
            ProcessHandle zombie =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();

            assertThat(Gone.within(LIMIT, zombie)).isTrue();
            assertThat(zombie.isAlive()).isTrue();
        } finally {
            careless.destroyForcibly();
        }
    }
}
