package io.tapgrid.admin.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0s, PT0S, 0s",
        "30s, PT30S, 30s",
        "90s, PT1M30S, 1m30s",
        "5m, PT5M, 5m",
        "2h, PT2H, 2h",
        "1d, P1D, 1d",
        "36h, P1DT12H, 1d12h",
        "1h30m, PT1H30M, 1h30m",
        "1d2h3m4s, P1DT2H3M4S, 1d2h3m4s"
    })
    void what_people_write_is_read_and_written_shortest(String text, Duration duration, String shortest) {
        assertThat(Durations.parse(text)).contains(duration);
        assertThat(Durations.text(duration)).isEqualTo(shortest);
        assertThat(Durations.parse(shortest)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "5M", "5 m", "-5m", "+5m", "5m1h", "1.5h", "5ms", "PT5M", "99999d", "٥m"})
    void nothing_else_is_a_duration(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
