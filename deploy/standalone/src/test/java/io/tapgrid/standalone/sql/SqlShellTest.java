package io.tapgrid.standalone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Against a database in memory: what the shell does is the same with every JDBC driver. */
final class SqlShellTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_statement_prints_a_table_whose_long_values_are_not_cut() throws IOException {
        assertThat(run("SELECT 1 AS NO, REPEAT('手机-', 100) AS NAME")).isTrue();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("NO", "NAME", "手机-".repeat(100));
        assertThat(err.size()).isZero();
    }

    @Test
    void a_wrong_statement_fails_with_one_line_and_no_stack_trace() throws IOException {
        assertThat(run("SELECT * FROM NOWHERE")).isFalse();

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("tapgrid: Error:")
                .contains("NOWHERE")
                .hasLineCount(1)
                .doesNotContain("\tat ");
    }

    private boolean run(String statement) throws IOException {
        return new SqlShell("jdbc:h2:mem:shell")
                .run(
                        statement,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
