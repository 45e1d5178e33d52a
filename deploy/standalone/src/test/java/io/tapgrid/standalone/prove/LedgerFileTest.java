package io.tapgrid.standalone.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.standalone.prove.check.Findings;
import io.tapgrid.standalone.prove.check.Promise;
import io.tapgrid.standalone.prove.fault.FaultKind;
import io.tapgrid.standalone.prove.fault.Injected;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFileTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    private final Findings findings = new Findings();

    @Test
    void each_run_is_a_line_below_one_head(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("ledger.md");
        LedgerFile.append(file, verdict());
        LedgerFile.append(file, verdict());
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("| date (UTC) | commit | seed |");
        assertThat(lines.get(3))
                .isEqualTo("| 2026-12-01 12:00 | abc | 7 | 6.0 | 3 | 200 | 0 | 0 | 2 | 1 | kill 1, cut 1 | held |");
    }

    @Test
    void a_broken_promise_is_named_in_the_line_in_the_report_and_in_what_is_printed(@TempDir Path folder)
            throws Exception {
        findings.add(Promise.NEVER_LOST, "S~0~u1 was acknowledged to u1 and is not in the grid");
        Path file = folder.resolve("ledger.md");
        LedgerFile.append(file, verdict());
        assertThat(Files.readString(file)).contains("broken: {NEVER_LOST=1}");
        assertThat(verdict().json().path("verdict").asText()).isEqualTo("broken");
        assertThat(verdict().json().path("promises").path("never lost").asLong())
                .isEqualTo(1);
        assertThat(verdict().lines())
                .contains(
                        "  ! never lost: S~0~u1 was acknowledged to u1 and is not in the grid", "A PROMISE WAS BROKEN");
    }

    private Verdict verdict() {
        ProvePlan plan = new ProvePlan(Duration.ofMinutes(6), 7, EnumSet.allOf(FaultKind.class), 3, 2, 200, false);
        List<Injected> faults = List.of(
                new Injected(NOON, FaultKind.CUT, "cut", true, Duration.ofSeconds(5), Duration.ofMillis(900)),
                new Injected(NOON, FaultKind.KILL, "kill", false, Duration.ZERO, null));
        return new Verdict(
                NOON, "abc", plan, "here", Duration.ofMinutes(8), new Tally(), faults, findings, Optional.empty());
    }
}
