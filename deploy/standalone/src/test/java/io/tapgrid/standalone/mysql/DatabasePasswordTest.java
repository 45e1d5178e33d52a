package io.tapgrid.standalone.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabasePasswordTest {
    @Test
    void it_is_made_once_and_for_its_owner_alone(@TempDir Path data) throws IOException {
        Path file = data.resolve("mysql-password");

        String made = DatabasePassword.readOrCreate(file);

        assertThat(made).hasSizeGreaterThanOrEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(DatabasePassword.readOrCreate(file)).isEqualTo(made);
        assertThat(data).isDirectoryNotContaining("glob:**.draft*");
    }

    @Test
    void a_file_with_something_else_in_it_is_refused(@TempDir Path data) throws IOException {
        Path file = Files.writeString(data.resolve("mysql-password"), "'; DROP DATABASE tapgrid\n");

        assertThatThrownBy(() -> DatabasePassword.readOrCreate(file)).hasMessageStartingWith(file.toString());
    }
}
