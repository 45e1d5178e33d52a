package io.tapgrid.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.standalone.CommandFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @Test
    void an_empty_environment_means_the_documented_ports() {
        assertThat(Settings.of(Map.of()).ports())
                .isEqualTo(new Settings.Ports(8080, 8081, 10800, 3307, 47500, 47100, 8082));
    }

    @Test
    void everybody_may_log_in_as_anybody_unless_that_is_switched_off() {
        assertThat(Settings.of(Map.of()).devLogin()).isTrue();
        assertThat(Settings.of(Map.of("TAPGRID_WEB_DEV_LOGIN", "true")).devLogin())
                .isTrue();
        assertThat(Settings.of(Map.of("TAPGRID_WEB_DEV_LOGIN", "false")).devLogin())
                .isFalse();
    }

    @Test
    void all_problems_are_said_at_once() {
        assertThatThrownBy(() -> Settings.of(
                        Map.of("TAPGRID_HTTP_PORT", "eighty", "TAPGRID_SQL_PORT", "0", "TAPGRID_WEB_DEV_LOGIN", "no")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("TAPGRID_HTTP_PORT: 'eighty' (expected: a port from 1 to 65000);"
                        + " TAPGRID_SQL_PORT: '0' (expected: a port from 1 to 65000);"
                        + " TAPGRID_WEB_DEV_LOGIN: 'no' (expected: true or false)");
    }

    @Test
    void a_client_of_the_grid_is_given_every_node(@TempDir Path data) {
        Settings settings = Settings.of(Map.of("TAPGRID_DATA", data.toString(), "TAPGRID_SQL_PORT", "11000"));
        assertThat(GridAddresses.of(settings)).containsExactly("127.0.0.1:11000");

        ClusterShape.settle(new DataFolder(data).clusterFile(), OptionalInt.of(3), OptionalInt.empty());

        assertThat(GridAddresses.of(settings)).containsExactly("127.0.0.1:11000", "127.0.0.1:11001", "127.0.0.1:11002");
    }
}
