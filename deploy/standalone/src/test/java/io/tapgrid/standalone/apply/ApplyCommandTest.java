package io.tapgrid.standalone.apply;

import static io.tapgrid.standalone.apply.Operator.PHONE_DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.standalone.Main;
import io.tapgrid.testkit.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb as a process: what it prints and how it ends. */
final class ApplyCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private record Ended(int exit, String out, String err) {}

    private Ended apply(Path data, int port, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "apply"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("TAPGRID_DATA", data.toString());
        builder.environment().put("TAPGRID_ADMIN_PORT", Integer.toString(port));
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    @Test
    void a_sale_is_applied_without_asking_when_told_so() throws Exception {
        try (Operator operator = new Operator(folder)) {
            String file = operator.write("sale.yaml", PHONE_DAY.replace("+10m", "2126-12-01T04:00:00Z"))
                    .toString();

            Ended asked = apply(operator.data(), operator.port(), file);
            assertThat(asked.exit()).isEqualTo(1);
            assertThat(asked.err()).isEqualTo("tapgrid: not applied: this is no terminal to ask on; say --yes\n");
            assertThat(operator.knows(Operator.SALE)).isFalse();

            Ended told = apply(operator.data(), operator.port(), file, "--yes");
            assertThat(told.exit()).as(told.err()).isZero();
            assertThat(told.out()).contains("PHONE-DAY: created\n", "PHONE-DAY: scheduled, ");
            assertThat(operator.knows(Operator.SALE)).isTrue();

            Ended again = apply(operator.data(), operator.port(), file);
            assertThat(again.exit()).as(again.err()).isZero();
            assertThat(again.out()).startsWith("PHONE-DAY: stands as written (SCHEDULED)\n");
        }
    }

    @Test
    void where_no_system_runs_it_says_so_in_one_line() throws Exception {
        int port = FreePorts.block(1);
        Files.writeString(folder.resolve("api-key"), "tgk_a-key-for-tests\n");
        String file = Files.writeString(folder.resolve("sale.yaml"), PHONE_DAY).toString();

        Ended ended = apply(folder, port, file, "--yes");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .isEqualTo("tapgrid: http://127.0.0.1:" + port
                        + "/admin/v1: nobody answers; is the system running? ./tapgrid start\n");
    }

    @Test
    void where_none_was_ever_started_it_says_so_in_one_line() throws Exception {
        String file = Files.writeString(folder.resolve("sale.yaml"), PHONE_DAY).toString();

        Ended ended = apply(folder.resolve("nowhere"), 1, file, "--yes");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("tapgrid: ")
                .contains("was the system started once?")
                .hasLineCount(1);
    }

    @Test
    void a_wrong_file_ends_it_with_the_problem_and_no_stack() throws Exception {
        try (Operator operator = new Operator(folder)) {
            String file = operator.write("sale.yaml", PHONE_DAY.replace("stock: 1000", "stock: many"))
                    .toString();

            Ended ended = apply(operator.data(), operator.port(), file, "--yes");
            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.err())
                    .isEqualTo("tapgrid: PHONE-DAY is not valid:\n"
                            + "  items[0].stock: \"many\" (expected: units, 0 to 1000000000)\n");
        }
    }
}
