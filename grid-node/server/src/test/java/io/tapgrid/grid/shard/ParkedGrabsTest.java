package io.tapgrid.grid.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.grid.shard.ParkedGrabs.Place;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParkedGrabsTest {
    private static final SaleId SALE = new SaleId("SALE");
    private static final Place HERE = new Place(1, SALE, new Sku("A"));
    private static final Place THERE = new Place(1, SALE, new Sku("B"));
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final Duration PARK_MAX = Duration.ofSeconds(1);

    private final ParkedGrabs parked = new ParkedGrabs();

    @Test
    void units_for_one_slice_release_those_who_wait_there_and_nobody_else() {
        Asked here = parkedAt(NOON);
        Asked there = parkedAt(NOON);
        parked.park(HERE, here);
        parked.park(THERE, there);

        assertThat(parked.release(HERE)).containsExactly(here);
        assertThat(parked.waiting(HERE)).isZero();
        assertThat(parked.waiting(THERE)).isEqualTo(1);
    }

    @Test
    void nobody_waits_longer_than_he_may() {
        parked.park(HERE, parkedAt(NOON));
        parked.park(HERE, parkedAt(NOON.plusMillis(500)));

        assertThat(parked.releaseOverdue(NOON.plusMillis(999))).isEmpty();
        assertThat(parked.releaseOverdue(NOON.plusSeconds(1))).hasSize(1);
        assertThat(parked.releaseOverdue(NOON.plusMillis(1_500))).hasSize(1);
        assertThat(parked.isEmpty()).isTrue();
    }

    @Test
    void who_is_parked_a_second_time_keeps_his_time() {
        Asked once = parkedAt(NOON);

        Asked twice = once.parked(NOON.plusMillis(800), PARK_MAX);

        assertThat(twice.hasWaitedEnough(NOON.plusSeconds(1))).isTrue();
    }

    private static Asked parkedAt(Instant now) {
        ShardCommand grab = new ShardCommand.Grab(SALE, HERE.sku(), new Uid("u"), null);
        return new Asked(1, grab, Instant.MAX, reply -> {}).parked(now, PARK_MAX);
    }
}
