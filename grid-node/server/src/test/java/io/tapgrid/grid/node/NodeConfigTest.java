package io.tapgrid.grid.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.gridapi.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeConfigTest {
    private static final Path FILE = Path.of(System.getProperty("tapgrid.root", "."), "config", "grid-node.properties");

    @Test
    void every_key_of_the_file_is_read_and_every_field_has_a_key() {
        assertThat(Settings.file(FILE).keySet()).isEqualTo(NodeSettings.keys());
    }

    @Test
    void the_file_says_the_defaults() {
        assertThat(NodeConfig.read(Settings.file(FILE), Map.of())).isEqualTo(NodeConfig.read(Map.of(), Map.of()));
    }

    @Test
    void the_environment_wins_over_the_file() {
        NodeConfig config = NodeConfig.read(Map.of("cluster.nodes", "1"), Map.of("TAPGRID_CLUSTER_NODES", "3"));
        assertThat(config.cluster().nodes()).isEqualTo(3);
    }

    @Test
    void there_is_no_port_for_sql_unless_one_is_asked_for() {
        assertThat(NodeConfig.read(Map.of(), Map.of()).network().sqlPort()).isZero();
        Map<String, String> second = Map.of("cluster.nodes", "3", "node.index", "2", "sql.port", "10800");
        assertThat(NodeConfig.read(second, Map.of()).network().sqlPort()).isEqualTo(10_801);
    }

    @Test
    void a_select_has_half_a_minute_unless_told_otherwise() {
        assertThat(NodeConfig.read(Map.of(), Map.of()).network().sqlSelectMax()).isEqualTo(Duration.ofSeconds(30));
        Map<String, String> environment = Map.of("TAPGRID_SQL_SELECT_MAX", "5m");
        assertThat(NodeConfig.read(Map.of(), environment).network().sqlSelectMax())
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_folder_without_a_members_certificate_is_no_tls() {
        assertThatThrownBy(() -> NodeConfig.read(Map.of("cluster.tls", "/nowhere"), Map.of()))
                .hasMessageContaining("cluster.tls: /nowhere (expected: a folder as deploy/dev-ca makes it");
    }

    @Test
    void all_problems_are_told_together() {
        Map<String, String> wrong = Map.of("cluster.nodes", "4", "cluster.shards", "12", "surprise", "1");
        assertThatThrownBy(() -> NodeConfig.read(wrong, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("cluster.nodes", "cluster.shards", "surprise");
    }
}
