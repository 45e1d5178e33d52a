package io.tapgrid.load.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingsTest {

    @TempDir
    Path folder;

    @Test
    void cpu_time_is_read_past_a_name_that_looks_like_fields() {
        String stat = "77 (a) S 1 (b) R 1 77 77 0 -1 4194560 1 0 0 0 250 50 0 0 20 0 42 0 5 0 0";

        assertThat(ServerProcesses.parse(stat)).isEqualTo(3_000_000_000L);
    }

    @Test
    void our_own_cpu_time_is_found_by_pid_file_and_grows() throws Exception {
        Files.writeString(folder.resolve("web-1.pid"), ProcessHandle.current().pid() + "\n");
        Files.writeString(folder.resolve("supervisor.pid"), "1\n");
        ServerProcesses servers = ServerProcesses.of(folder);
        long before = servers.totalCpuNanos();

        long deadline = System.nanoTime() + 20_000_000_000L;
        while (servers.totalCpuNanos() == before && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }

        assertThat(servers.pids()).containsOnlyKeys("web-1");
        assertThat(servers.totalCpuNanos()).isGreaterThan(before);
    }

    @Test
    void a_folder_without_pid_files_is_refused() {
        assertThatThrownBy(() -> ServerProcesses.of(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no pid files");
    }

    @Test
    void heap_figures_are_summed_and_their_absence_is_known() {
        String page = """
                # HELP tapgrid_jvm_gc_pause_seconds Time spent in GC pause
                tapgrid_jvm_gc_pause_seconds_sum{action="minor"} 0.5
                tapgrid_jvm_gc_pause_seconds_sum{action="major"} 0.25
                tapgrid_jvm_gc_memory_allocated_bytes_total 1.5E9
                """;

        assertThat(HeapUse.parse(page)).isEqualTo(new HeapUse(1.5e9, 0.75));
        assertThat(HeapUse.parse(page).since(HeapUse.UNKNOWN)).isEqualTo(HeapUse.UNKNOWN);
        assertThat(HeapUse.parse("")).isEqualTo(HeapUse.UNKNOWN);
    }

    @Test
    void the_middle_of_an_even_number_lies_between_two() {
        assertThat(Spread.of(DoubleStream.of(4, 1, 3, 2))).isEqualTo(new Spread(2.5, 1, 4));
    }

    @Test
    void every_sale_of_a_run_is_in_the_yaml_and_every_shopper_in_the_csv() throws Exception {
        var sales = new SpeedSales(1_700_000_000L, 200, 2, true);

        String yaml = Files.readString(sales.write(folder));

        assertThat(sales.all()).hasSize(5).allSatisfy(id -> {
            assertThat(id).matches("[A-Z0-9][A-Z0-9-]{0,31}");
            assertThat(yaml).contains("sale: " + id + "\n");
        });
        assertThat(Files.readAllLines(folder.resolve("reservations-100-0-200.csv")))
                .hasSize(201)
                .contains("ITEM-99,speed-199");
    }
}
