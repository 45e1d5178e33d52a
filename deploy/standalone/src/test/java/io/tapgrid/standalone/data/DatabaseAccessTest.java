package io.tapgrid.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseAccessTest {
    private static final String ELSEWHERE = "jdbc:mysql://db.example:3306/tapgrid";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void an_external_mysql_has_the_user_and_password_of_the_environment() {
        assertThat(access(Map.of(
                        "TAPGRID_MYSQL_URL", ELSEWHERE, "TAPGRID_MYSQL_USER", "u", "TAPGRID_MYSQL_PASSWORD", "p")))
                .isEqualTo(new DatabaseSettings(ELSEWHERE, "u", "p"));
    }

    @Test
    void an_external_mysql_without_a_password_is_refused_with_the_name_of_the_variable() {
        assertThatThrownBy(() -> access(Map.of("TAPGRID_MYSQL_URL", ELSEWHERE)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("TAPGRID_MYSQL_PASSWORD: not set");
    }

    @Test
    void an_empty_password_is_one_too() {
        assertThat(access(Map.of("TAPGRID_MYSQL_URL", ELSEWHERE, "TAPGRID_MYSQL_PASSWORD", "")))
                .isEqualTo(new DatabaseSettings(ELSEWHERE, "tapgrid", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void a_blank_url_means_the_embedded_one_whose_password_lies_in_the_data_folder(String blank) throws IOException {
        Files.writeString(data.resolve("mysql-password"), "of-the-embedded-one\n");

        DatabaseSettings access = access(Map.of(
                "TAPGRID_MYSQL_URL", blank, "TAPGRID_MYSQL_PORT", "3399", "TAPGRID_MYSQL_PASSWORD", "of-another"));

        assertThat(access.jdbcUrl()).startsWith("jdbc:mysql://127.0.0.1:3399/tapgrid?");
        assertThat(access.user()).isEqualTo("tapgrid");
        assertThat(access.password()).isEqualTo("of-the-embedded-one");
    }

    @Test
    void before_the_first_start_the_embedded_one_is_called_unknown() {
        assertThatThrownBy(() -> access(Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageEndingWith("(was this system ever started?)");
    }

    private DatabaseSettings access(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("TAPGRID_DATA", data.toString());
        return DatabaseAccess.of(Settings.of(all));
    }
}
