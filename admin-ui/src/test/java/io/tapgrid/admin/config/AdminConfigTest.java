package io.tapgrid.admin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.gridapi.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdminConfigTest {
    private static final Path FILE = Path.of(System.getProperty("tapgrid.root", "."), "config", "admin.properties");

    @Test
    void every_key_of_the_file_is_read_and_every_field_has_a_key() {
        assertThat(Settings.file(FILE).keySet()).isEqualTo(AdminConfig.keys());
    }

    @Test
    void the_file_says_the_defaults() {
        assertThat(AdminConfig.load(FILE, Map.of())).isEqualTo(AdminConfig.load(Path.of("nowhere"), Map.of()));
    }

    @Test
    void all_problems_are_told_together() {
        assertThatThrownBy(() -> AdminConfig.load(
                        Path.of("nowhere"), Map.of("TAPGRID_ADMIN_PORT", "many", "TAPGRID_MANAGEMENT_PORT", "70000")))
                .hasMessageContaining("admin-port")
                .hasMessageContaining("management-port");
    }
}
