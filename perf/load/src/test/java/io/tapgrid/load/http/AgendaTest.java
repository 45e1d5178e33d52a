package io.tapgrid.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AgendaTest {

    private final Agenda agenda = new Agenda();

    @Test
    void entries_come_in_the_order_of_their_times() {
        long seed = Long.getLong("seed", 7);
        var random = new SplittableRandom(seed);
        List<Long> added = new ArrayList<>();
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            long time = random.nextLong(-1_000, 1_000);
            added.add(time);
            agenda.add(time, () -> taken.add(time));
        }

        while (agenda.size() > 0) {
            agenda.takeFirst().run();
        }

        added.sort(null);
        assertThat(taken).as("seed " + seed).isEqualTo(added);
    }

    @Test
    void times_are_compared_across_the_wrap_of_the_clock() {
        List<String> order = new ArrayList<>();
        agenda.add(Long.MIN_VALUE + 5, () -> order.add("after the wrap"));
        agenda.add(Long.MAX_VALUE - 5, () -> order.add("before the wrap"));

        agenda.takeFirst().run();

        assertThat(order).containsExactly("before the wrap");
        assertThat(agenda.nanosUntilNext(Long.MAX_VALUE)).isEqualTo(6);
    }

    @Test
    void an_empty_agenda_waits_for_ever() {
        assertThat(agenda.nanosUntilNext(0)).isEqualTo(Long.MAX_VALUE);
    }
}
