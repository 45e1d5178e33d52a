package io.tapgrid.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.standalone.data.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExaminationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void a_port_that_another_program_has_is_a_problem_with_the_variable_that_moves_it() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Finding> findings =
                    examine(Map.of("TAPGRID_HTTP_PORT", Integer.toString(other.getLocalPort())), Clock.systemUTC());

            assertThat(findings)
                    .contains(Finding.problem(
                            "port " + other.getLocalPort() + " is in use",
                            "end that program or set TAPGRID_HTTP_PORT"));
        }
    }

    @Test
    void a_clock_from_before_this_program_is_a_problem() {
        Clock stopped = Clock.fixed(Instant.parse("2020-02-02T00:00:00Z"), ZoneOffset.UTC);

        assertThat(examine(Map.of(), stopped))
                .contains(Finding.problem("the clock says 2020-02-02T00:00:00Z", "set it; sales open by it"));
    }

    @Test
    void a_data_folder_that_cannot_be_one_is_a_problem() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));

        assertThat(examine(Map.of("TAPGRID_DATA", file.toString()), Clock.systemUTC()))
                .filteredOn(finding -> finding.what().startsWith(file + ": cannot be written ("))
                .singleElement()
                .returns(Finding.Level.PROBLEM, Finding::level)
                .returns("set TAPGRID_DATA to a folder of yours", Finding::remedy);
    }

    @Test
    void every_subject_is_spoken_of_and_nothing_stays_behind() throws IOException {
        List<String> said =
                examine(Map.of(), Clock.systemUTC()).stream().map(Finding::what).toList();

        for (String subject :
                List.of("Java ", " core", "GiB of memory", "open files", "GiB free in ", "clock", "port")) {
            assertThat(said).as("about %s", subject).anyMatch(what -> what.contains(subject));
        }
        assertThat(folder).isEmptyDirectory();
    }

    private List<Finding> examine(Map<String, String> environment, Clock clock) {
        Map<String, String> all = new HashMap<>(Map.of("TAPGRID_DATA", folder.toString()));
        all.putAll(environment);
        return new Examination(Settings.of(all), clock).findings();
    }
}
