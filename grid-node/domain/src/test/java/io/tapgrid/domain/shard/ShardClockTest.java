package io.tapgrid.domain.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ShardClockTest {
    private static final Instant LAST = Instant.parse("2026-12-01T04:00:00.000005Z");

    @Test
    void time_follows_the_nodes_clock_to_the_microsecond() {
        assertThat(ShardClock.next(LAST, LAST.plusNanos(7_999))).isEqualTo(LAST.plusNanos(7_000));
    }

    @Test
    void time_never_goes_back() {
        assertThat(ShardClock.next(LAST, LAST.minusNanos(1))).isEqualTo(LAST);
        assertThat(ShardClock.next(LAST, LAST.minusSeconds(3_600))).isEqualTo(LAST);
    }
}
