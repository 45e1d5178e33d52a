package io.tapgrid.load.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.load.http.Target;
import io.tapgrid.load.measure.LatencyTable;
import io.tapgrid.load.site.Site;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @ValueSource(ints = {3_000, 5_200, 9_000, 11_500})
    void the_highest_sustained_rate_is_found_near_the_estimate_and_far_below_it(int limit) throws Exception {
        int found = new SustainedRate(rate -> step(rate, rate <= limit).isSustained(), 7).find(10_000);

        assertThat(found).isBetween(limit * 95 / 100, limit);
    }

    @Test
    void nothing_is_called_sustained_that_was_not_tried() throws Exception {
        List<Integer> tried = new ArrayList<>();

        int found = new SustainedRate(
                        rate -> {
                            tried.add(rate);
                            return step(rate, false).isSustained();
                        },
                        7)
                .find(10_000);

        assertThat(found).isZero();
        assertThat(tried).hasSize(6);
    }

    @Test
    void a_decision_counts_in_the_second_in_which_it_comes() {
        var timeline = new Timeline(10);
        timeline.heard(0, SECOND / 2, true);
        timeline.heard(0, 2 * SECOND + 1, true);
        timeline.heard(0, SECOND / 2, false);

        assertThat(timeline.decidedPerSecond(0, 2)).isEqualTo(0.5);
        assertThat(timeline.decidedPerSecond(2, 3)).isEqualTo(1);
    }

    @Test
    void recovered_is_when_everything_due_is_in_time_and_stays_so() {
        var timeline = new Timeline(10);
        timeline.heard(3 * SECOND, 3 * SECOND + 1, true);
        timeline.heard(4 * SECOND, 5 * SECOND, true);
        timeline.heard(5 * SECOND, 5 * SECOND + 1, true);
        timeline.heard(6 * SECOND, 6 * SECOND + 1, true);

        assertThat(timeline.recoveredAfter(3, 7)).isEqualTo(2);
        assertThat(timeline.recoveredAfter(3, 5)).isEqualTo(-1);
    }

    @Test
    void of_a_hundred_requests_one_can_win_each_time_by_another_shopper() {
        var site = new Site(Target.of(URI.create("http://127.0.0.1:1")));
        var mix = new OneInAHundred(site, new String[] {"a", "b"}, "WIN", "GONE", "X");

        assertThat(mix.apply(0).toString()).contains("/WIN/");
        assertThat(mix.apply(1).toString()).contains("/GONE/");
        assertThat(mix.after(99).apply(1).toString()).contains("/WIN/");
    }

    private static Step step(int rate, boolean sustained) {
        return new Step(rate, rate, sustained ? rate : rate - 1, new LatencyTable().summary(label -> true), SECOND);
    }
}
