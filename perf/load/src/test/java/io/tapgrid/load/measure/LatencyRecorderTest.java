package io.tapgrid.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyRecorderTest {

    private final LatencyRecorder recorder = new LatencyRecorder();
    private final LatencyTable table = new LatencyTable();

    @Test
    void each_label_has_a_histogram_of_its_own() {
        recorder.record("grab", "won", 2_000_000);
        recorder.record("grab", "sold-out", 9_000_000);
        recorder.drainInto(table);

        assertThat(table.summary(new Label("grab", "won")::equals).latencyMicrosMax())
                .isEqualTo(2_000);
        assertThat(table.summary(label -> true).count()).isEqualTo(2);
        assertThat(table.summary(label -> true).latencyMicrosMax()).isBetween(9_000L, 9_010L);
    }

    @Test
    void draining_twice_counts_once() {
        recorder.record("grab", "won", 1_000);
        recorder.drainInto(table);
        recorder.drainInto(table);

        assertThat(table.count(label -> true)).isEqualTo(1);
    }

    @Test
    void times_out_of_range_are_kept_at_its_ends() {
        recorder.record("grab", "won", -5);
        recorder.record("grab", "won", Long.MAX_VALUE);
        recorder.drainInto(table);

        assertThat(table.count(label -> true)).isEqualTo(2);
        assertThat(table.summary(label -> true).latencyMicrosMax()).isGreaterThanOrEqualTo(LatencyTable.MICROS_MAX);
    }

    @Test
    void invented_outcomes_cannot_fill_the_memory() {
        for (int i = 0; i < 10_000; i++) {
            recorder.record("grab", "reason-" + i, 1_000);
        }
        recorder.drainInto(table);

        assertThat(table.summaries()).hasSizeLessThanOrEqualTo(LatencyRecorder.LABELS_MAX + 1);
        assertThat(table.count(label -> true)).isEqualTo(10_000);
    }
}
