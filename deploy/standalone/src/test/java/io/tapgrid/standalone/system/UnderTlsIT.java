package io.tapgrid.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.gridapi.tls.ClusterTls;
import io.tapgrid.testkit.DevCertificates;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole system under TLS: one switch, and every verb works as without. */
@SuppressWarnings("try") // waiting for a process may be interrupted, and tests end early on purpose
final class UnderTlsIT {
    @Test
    void everything_works_with_the_certificates_of_one_folder(@TempDir Path folder) throws Exception {
        ClusterTls tls = DevCertificates.make(folder.resolve("tls"));
        try (RunningSystem system =
                RunningSystem.of(1, Map.of("TAPGRID_CLUSTER_TLS", tls.folder().toString()))) {
            Shop shop = new Shop(system);
            Sale sale = new Sale("UNDER-TLS", 5, 5);
            sale.open(system, shop);
            String outcome = Patience.untilAnswered(
                            "an answer", Trial.SALES_WITHIN, () -> shop.grab(sale.id(), sale.sku(), "u1", "k"))
                    .text("outcome");
            assertThat(outcome).isEqualTo("WON");

            RunningSystem.Said asked = system.run("sql", "-e", "SELECT COUNT(*) FROM PURCHASE");
            assertThat(asked.exit()).as(asked.text()).isZero();
            RunningSystem.Said changed = system.run("sql", "-e", "DELETE FROM PURCHASE");
            assertThat(changed.exit()).as(changed.text()).isEqualTo(1);
            assertThat(changed.text()).contains("read only");
            RunningSystem.Said compared = system.run("reconcile");
            assertThat(compared.exit()).as(compared.text()).isZero();
            Doors.ofOneNode(system).areTheOnlyOnes();
            assertThatThrownBy(() -> DriverManager.getConnection("jdbc:ignite:thin://127.0.0.1:" + system.port("SQL"))
                            .close())
                    .isInstanceOf(SQLException.class);

            RunningSystem.Said stopped = system.stop();
            assertThat(stopped.exit()).as(stopped.text()).isZero();
        }
    }
}
