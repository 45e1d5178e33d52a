package io.tapgrid.standalone.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.testkit.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PortsTest {
    @Test
    void every_node_has_a_port_of_each_kind() {
        Map<String, Integer> ports = Ports.of(Settings.of(Map.of()), new ClusterShape(3, 8));

        assertThat(ports)
                .containsEntry("TAPGRID_SQL_PORT", 10800)
                .containsEntry("TAPGRID_SQL_PORT + 2", 10802)
                .containsEntry("TAPGRID_DISCOVERY_PORT + 3", 47503)
                .containsEntry("TAPGRID_COMMUNICATION_PORT + 3", 47103)
                .containsEntry("TAPGRID_MANAGEMENT_PORT + 4", 8086);
    }

    @Test
    void the_sql_port_of_a_later_node_is_looked_at_too() throws Exception {
        int first = FreePorts.block(80);
        Settings settings = Settings.of(Map.of(
                "TAPGRID_HTTP_PORT", Integer.toString(first),
                "TAPGRID_ADMIN_PORT", Integer.toString(first + 1),
                "TAPGRID_MANAGEMENT_PORT", Integer.toString(first + 2),
                "TAPGRID_SQL_PORT", Integer.toString(first + 10),
                "TAPGRID_DISCOVERY_PORT", Integer.toString(first + 14),
                "TAPGRID_COMMUNICATION_PORT", Integer.toString(first + 18)));
        ClusterShape shape = new ClusterShape(3, 8);
        Ports.requireFree(settings, shape);

        try (ServerSocket other = new ServerSocket(first + 12, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.requireFree(settings, shape))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageStartingWith(
                            "ports in use by other programs: " + other.getLocalPort() + " (TAPGRID_SQL_PORT + 2);");
        }
    }
}
