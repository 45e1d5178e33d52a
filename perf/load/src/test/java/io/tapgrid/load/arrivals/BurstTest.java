package io.tapgrid.load.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BurstTest {

    private final Burst burst = new Burst(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(4));

    @Test
    void time_never_goes_back() {
        long last = 0;
        for (int i = 0; i < 10_000; i++) {
            long next = burst.nanosAt(i / 10_000.0);
            assertThat(next).isGreaterThanOrEqualTo(last);
            last = next;
        }
        assertThat(last).isLessThanOrEqualTo(Duration.ofSeconds(22).toNanos());
    }

    @Test
    void a_few_come_too_early_and_nobody_before_that() {
        assertThat(burst.nanosAt(0)).isZero();
        assertThat(arrivedBy(1.0)).isCloseTo(0.03, within(0.001));
    }

    @Test
    void the_peak_is_where_the_ramp_ends() {
        double before = arrivedBy(1.9) - arrivedBy(1.8);
        double peak = arrivedBy(2.05) - arrivedBy(1.95);
        double after = arrivedBy(4.0) - arrivedBy(3.9);
        assertThat(peak).isGreaterThan(before).isGreaterThan(after);
    }

    private double arrivedBy(double seconds) {
        int arrived = 0;
        while (arrived < 100_000 && burst.nanosAt(arrived / 100_000.0) < seconds * 1e9) {
            arrived++;
        }
        return arrived / 100_000.0;
    }
}
