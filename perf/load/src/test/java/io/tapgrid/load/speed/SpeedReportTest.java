package io.tapgrid.load.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.load.measure.LatencyTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpeedReportTest {

    @Test
    void medians_spread_and_ratios_are_written_out() {
        List<Round> rounds = new ArrayList<>();
        for (long i = 1; i <= 3; i++) {
            rounds.add(round(Kind.EMPTY, 20 * i));
            rounds.add(round(Kind.SOLD_OUT, 22 * i));
            rounds.add(round(Kind.WIN_ONE_ITEM, 50 * i));
            rounds.add(round(Kind.WIN_MANY_ITEMS, 55 * i));
        }

        String text = new SpeedReport(rounds).markdown(new TreeMap<>(Map.of("Java", "17")), "open loop");

        assertThat(text)
                .contains("| (a) empty POST | 10000 (10000–10000) | 40.0 (20.0–60.0) | 10.0 | 30.0 |")
                .contains("| (b) / (a) | 1.10 (1.10–1.10) | ≤ 1.10 |")
                .contains("| (c) / (a) | 2.50 (2.50–2.50) | ≤ 2.2 |")
                .contains("| (d) / (c) | 1.10 (1.10–1.10) | 0.95 to 1.05 |")
                .contains("- Java: 17");
    }

    private static Round round(Kind kind, long cpuMicrosPerRequest) {
        long nanos = cpuMicrosPerRequest * 1_000 * 10_000;
        var cpu = new TreeMap<>(Map.of("mysql", nanos / 4, "web-1", nanos * 3 / 4));
        var latency = new LatencyTable().summary(label -> true);
        return new Round(
                kind, new Reading(10_000, 10_000, 1_000_000_000L, cpu, 80_000_000L, HeapUse.UNKNOWN, latency, true));
    }
}
