package io.tapgrid.standalone.prove.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.standalone.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
    @Test
    void live_bytes_are_the_total_of_the_histogram() {
        String histogram = """
                4242:
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         51011        8423232  [B (java.base@17.0.13)
                Total        412345       31234567
                """;
        assertThat(Processes.liveBytes(histogram)).isEqualTo(31_234_567);
    }

    @Test
    void what_is_no_histogram_is_refused() {
        assertThatThrownBy(() -> Processes.liveBytes("4242:\njava.io.IOException: no such process\n"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("GC.class_histogram");
    }

    @Test
    void a_field_of_the_status_is_read_whatever_its_unit() {
        String status = "Name:\tjava\nVmRSS:\t  734512 kB\nThreads:\t131\n";
        assertThat(Processes.statusField(status, "VmRSS")).isEqualTo(734_512);
        assertThat(Processes.statusField(status, "Threads")).isEqualTo(131);
        assertThat(Processes.statusField(status, "VmSwap")).isZero();
    }

    @Test
    void a_folder_counts_what_is_below_it_and_not_what_links_lead_to(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("one"), new byte[100]);
        Path below = Files.createDirectories(folder.resolve("a/b"));
        Files.write(below.resolve("two"), new byte[23]);
        Files.createSymbolicLink(below.resolve("again"), folder.resolve("one"));
        assertThat(Folder.bytes(folder)).isEqualTo(123);
    }
}
