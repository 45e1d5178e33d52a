package io.tapgrid.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private DataFolder data;

    @BeforeEach
    void create() {
        data = new DataFolder(folder.resolve("data"));
        data.create();
    }

    @Test
    void secrets_are_for_their_owner_alone() throws IOException {
        data.makeSecrets();

        for (Path secret : secrets()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .as("mode of %s", secret)
                    .isEqualTo("rw-------");
            assertThat(data.read(secret)).as("%s", secret).hasSizeGreaterThanOrEqualTo(32);
        }
    }

    @Test
    void the_keys_have_the_form_that_their_readers_expect() {
        data.makeSecrets();

        assertThat(data.read(data.apiKey())).startsWith("tgk_");
        assertThat(data.read(data.shopSecret())).startsWith("whsec_");
    }

    @Test
    void only_the_first_start_makes_an_admin_password_and_no_later_one_changes_a_secret() {
        assertThat(data.makeSecrets()).isTrue();
        List<String> made = secrets().stream().map(data::read).toList();

        assertThat(data.makeSecrets()).isFalse();
        assertThat(secrets().stream().map(data::read)).isEqualTo(made);
    }

    private List<Path> secrets() {
        return List.of(data.adminPassword(), data.apiKey(), data.shopSecret(), data.tokenSecret());
    }
}
