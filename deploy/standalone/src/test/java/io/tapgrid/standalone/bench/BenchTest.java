package io.tapgrid.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.load.speed.Spread;
import io.tapgrid.standalone.process.MetricsPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BenchTest {

    @Test
    void an_aim_is_met_up_to_its_bound_and_not_past_it() {
        assertThat(Aim.atMost(2.2).isMetBy(2.2)).isTrue();
        assertThat(Aim.atMost(2.2).isMetBy(2.3)).isFalse();
        assertThat(Aim.atLeast(6).isMetBy(5.9)).isFalse();
        assertThat(Aim.withinPercent(5).isMetBy(0.94)).isFalse();
        assertThat(Aim.withinPercent(5).isMetBy(1.05)).isTrue();
    }

    @Test
    void a_missed_aim_is_marked_and_trouble_is_said() {
        var findings = new Findings();
        findings.add("one ÷ other", Spread.of(DoubleStream.of(1, 3, 2)), Aim.atMost(1.1));
        findings.add("other ÷ one", Spread.of(DoubleStream.of(1)), Aim.atMost(1.1));
        findings.trouble("a process died");

        assertThat(new BenchReport(findings).markdown("Benchmark"))
                .contains("| one ÷ other | 2.00 (1.00–3.00) | ≤ 1.10 | **missed** |")
                .contains("| other ÷ one | 1.00 (1.00–1.00) | ≤ 1.10 |  |")
                .contains("**Trouble**: a process died")
                .contains("## What is not included", "- machine: ");
    }

    @Test
    void the_help_names_every_measurement() {
        String help = new CommandLine(new BenchCommand()).getUsageMessage().replaceAll("\\s+", " ");

        assertThat(help).contains(String.join(",", BenchCommand.measures().keySet()));
    }

    @Test
    void rounds_out_of_range_are_refused() {
        assertThatThrownBy(() -> Sizes.FULL.withRounds(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--rounds: 0");
    }

    @Test
    void a_metric_is_found_by_its_whole_name() {
        var page = new MetricsPage("# HELP a\na{region=\"x\"} 3.0E6\na_b 7\n");

        assertThat(page.value("a{region=\"x\"}")).isEqualTo(3_000_000);
        assertThat(page.value("a")).isZero();
    }

    @Test
    void what_jmh_prints_becomes_a_row_a_benchmark() {
        String output = """
                Iteration   1: 99.000 ns/op
                Benchmark                                 Mode  Cnt     Score     Error   Units
                KernelBenchmark.wins                      avgt   10   101.500 ±   2.500   ns/op
                KernelBenchmark.wins:gc.alloc.rate        avgt   10  1180.691 ±   1.000  MB/sec
                KernelBenchmark.wins:gc.alloc.rate.norm   avgt   10   389.018 ±   0.001    B/op
                KernelBenchmark.wins:gc.count             avgt   10       ≈ 0            counts
                WireBenchmark.journalRead                 avgt        1120.161           ns/op
                """;

        assertThat(JmhOutput.table(output))
                .contains("| KernelBenchmark.wins | 101.500 ± 2.500 | 389.018 ± 0.001 |")
                .contains("| WireBenchmark.journalRead | 1120.161 | – |")
                .hasLineCount(4);
    }

    @Test
    void an_emptied_folder_keeps_the_unpacked_database_server(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("mysql-server/bin"));
        Files.createDirectories(folder.resolve("grid/node"));
        Files.writeString(folder.resolve("grid/node/page"), "rows");

        BenchFolder.emptied(folder);

        assertThat(folder.resolve("mysql-server/bin")).exists();
        assertThat(folder.resolve("grid")).doesNotExist();
    }
}
