package io.tapgrid.grid.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private static final Duration HERE = Duration.ZERO;
    private static final Duration AHEAD = Duration.ofSeconds(10);

    @Test
    void of_three_the_one_that_differs_is_wrong() {
        assertThat(ClockWatch.median(List.of(HERE, AHEAD, AHEAD))).isEqualTo(AHEAD);
        assertThat(ClockWatch.median(List.of(HERE, HERE, AHEAD))).isEqualTo(HERE);
        assertThat(ClockWatch.median(List.of(HERE, AHEAD, AHEAD.negated()))).isEqualTo(HERE);
    }

    @Test
    void of_two_nobody_can_say_who_is_wrong() {
        assertThat(ClockWatch.median(List.of(HERE, AHEAD))).isEqualTo(HERE);
        assertThat(ClockWatch.median(List.of(HERE, AHEAD.negated()))).isEqualTo(HERE);
    }

    @Test
    void alone_a_node_agrees_with_itself() {
        assertThat(ClockWatch.median(List.of(HERE))).isEqualTo(HERE);
    }
}
