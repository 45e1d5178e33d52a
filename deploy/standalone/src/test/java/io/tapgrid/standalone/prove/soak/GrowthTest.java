package io.tapgrid.standalone.prove.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.load.measure.LatencyTable;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowthTest {
    private static final long MEBIBYTE = 1L << 20;

    @Test
    void what_goes_up_and_down_is_flat() {
        assertThat(Growth.of(looks(80, 110, 90, 120, 85, 118))).isEmpty();
    }

    @Test
    void a_heap_that_keeps_some_of_every_sale_is_found() {
        assertThat(Growth.of(looks(80, 120, 160, 200, 240, 280)))
                .singleElement()
                .asString()
                .startsWith("heap after a full collection of node-1: ");
    }

    @Test
    void one_high_look_is_no_growth() {
        assertThat(Growth.of(looks(80, 80, 80, 80, 400, 80))).isEmpty();
    }

    @Test
    void what_a_fault_ended_began_anew_and_is_judged_with_the_rest() {
        assertThat(Growth.of(looks(200, 60, 80, 60, 80, 210))).isEmpty();
    }

    @Test
    void a_log_that_is_never_cut_is_found() {
        List<Look> looks = IntStream.rangeClosed(1, 6)
                .mapToObj(sale -> look(sale, 700L * sale, 80))
                .toList();
        assertThat(Growth.of(looks)).singleElement().asString().startsWith("WAL: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void too_few_looks_show_nothing(int count) {
        assertThat(Growth.of(looks(80, 800, 8_000).subList(0, count))).isEmpty();
    }

    private static List<Look> looks(long... heapMebibytes) {
        return IntStream.range(0, heapMebibytes.length)
                .mapToObj(index -> look(index + 1, 700, heapMebibytes[index]))
                .toList();
    }

    private static Look look(int sale, long walMebibytes, long heapMebibytes) {
        return new Look(
                "ROUND-" + sale,
                1_000,
                new LatencyTable().summary(label -> true),
                100L * sale,
                walMebibytes * MEBIBYTE,
                1_000 * MEBIBYTE,
                300 * MEBIBYTE,
                List.of(new ProcessReading(
                        "node-1", Duration.ofMinutes(sale), heapMebibytes * MEBIBYTE, 0, 0, 0, 120, 30, 60)));
    }
}
