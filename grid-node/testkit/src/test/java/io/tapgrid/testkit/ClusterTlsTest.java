package io.tapgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.ItemStateRow;
import io.tapgrid.gridapi.tls.ClusterTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.cache.configuration.Factory;
import javax.net.ssl.SSLContext;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.Ignition;
import org.apache.ignite.client.ClientException;
import org.apache.ignite.client.IgniteClient;
import org.apache.ignite.client.SslMode;
import org.apache.ignite.configuration.ClientConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster under TLS serves whoever shows the right certificate, and nobody else gets anywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class ClusterTlsTest {
    private static final long JOIN_MILLIS = 5_000;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private ClusterTls own;

    @SuppressWarnings("NullAway.Init")
    private ClusterTls foreign;

    @SuppressWarnings("NullAway.Init")
    private GridCluster cluster;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        own = DevCertificates.make(folder.resolve("own"));
        foreign = DevCertificates.make(folder.resolve("foreign"));
        cluster = GridCluster.start(
                3,
                folder.resolve("data"),
                Clock.systemUTC(),
                Map.of("cluster.shards", "4", "cluster.tls", own.folder().toString()));
    }

    @AfterAll
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void nodes_and_clients_with_a_members_certificate_work_together() {
        Ignite client = cluster.client("client");
        ItemKey key = new ItemKey("A", "X");

        Caches.ITEM_STATE.of(client).put(key, new ItemStateRow(false, 7, 1, new Timestamp(0)));

        assertThat(cluster.nodes())
                .hasSize(3)
                .allSatisfy(
                        node -> assertThat(Caches.ITEM_STATE.of(node.ignite()).get(key).unitsLeft)
                                .isEqualTo(7));
    }

    /** What the tests below do without a certificate, or with another, works with this one. */
    @Test
    void a_member_joins_the_grid() {
        try (Ignite stranger = Ignition.start(stranger(Optional.of(own.member())))) {
            assertThat(stranger.cacheNames()).contains(Caches.PURCHASE.name());
        }
    }

    @Test
    void nobody_joins_the_grid_without_a_certificate() {
        assertDoesNotJoin(Optional.empty());
    }

    @Test
    void nobody_joins_the_grid_with_a_certificate_of_another_authority() {
        assertDoesNotJoin(Optional.of(foreign.member()));
    }

    @Test
    void a_dba_does_not_join_the_grid() {
        assertDoesNotJoin(Optional.of(own.reader()));
    }

    @Test
    void a_dba_reads_by_jdbc_and_still_changes_nothing() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url() + stores("own", "dba"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT COUNT(*) FROM PURCHASE").next())
                    .isTrue();
            assertThatThrownBy(() -> statement.execute("DELETE FROM PURCHASE")).hasMessageContaining("read only");
        }
    }

    @Test
    void jdbc_without_tls_or_with_another_certificate_does_not_connect() {
        String trustOnly = "?sslMode=require&sslTrustAll=true";
        for (String parameters : List.of("", trustOnly, stores("foreign", "dba"), stores("foreign", "member"))) {
            assertThatThrownBy(() ->
                            DriverManager.getConnection(url() + parameters).close())
                    .as(parameters)
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_thin_client_needs_a_certificate_too() {
        ClientConfiguration configuration = new ClientConfiguration().setAddresses("127.0.0.1:" + port());
        assertThatThrownBy(() -> Ignition.startClient(configuration).close()).isInstanceOf(ClientException.class);
        configuration.setSslMode(SslMode.REQUIRED).setSslContextFactory(own.reader());
        try (IgniteClient client = Ignition.startClient(configuration)) {
            assertThat(client.cacheNames()).contains(Caches.PURCHASE.name());
        }
    }

    @Test
    void only_their_owner_reads_the_files_and_none_is_written_over() throws IOException {
        try (Stream<Path> files = Files.walk(own.folder())) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as("%s", file)
                            .isEqualTo("rw-------"));
        }
        assertThatThrownBy(() -> DevCertificates.make(own.folder())).hasMessageContaining("is there already");
    }

    /** Under TLS who is refused is only told that nobody answers. */
    private void assertDoesNotJoin(Optional<Factory<SSLContext>> certificate) {
        IgniteConfiguration stranger = stranger(certificate);
        assertThatThrownBy(() -> Ignition.start(stranger).close()).isInstanceOf(IgniteException.class);
    }

    private IgniteConfiguration stranger(Optional<Factory<SSLContext>> certificate) {
        TcpDiscoverySpi discovery = new TcpDiscoverySpi()
                .setIpFinder(new TcpDiscoveryVmIpFinder()
                        .setAddresses(
                                cluster.anyNode().context().config().cluster().addresses()));
        discovery.setJoinTimeout(JOIN_MILLIS);
        IgniteConfiguration configuration = new IgniteConfiguration()
                .setIgniteInstanceName("stranger")
                .setClientMode(true)
                .setLocalHost("127.0.0.1")
                .setWorkDirectory(folder.resolve("stranger").toString())
                .setFailureDetectionTimeout(JOIN_MILLIS)
                .setConnectorConfiguration(null)
                .setClientConnectorConfiguration(null)
                .setDiscoverySpi(discovery);
        certificate.ifPresent(configuration::setSslContextFactory);
        return configuration;
    }

    private int port() {
        return cluster.anyNode().context().config().network().sqlPort();
    }

    private String url() {
        return "jdbc:ignite:thin://127.0.0.1:" + port() + "/TAPGRID";
    }

    private String stores(String authority, String part) {
        Path of = folder.resolve(authority).resolve(part);
        try {
            String password = Files.readString(of.resolve("password")).strip();
            return "?sslMode=require&sslClientCertificateKeyStoreType=PKCS12&sslClientCertificateKeyStoreUrl="
                    + of.resolve("key.p12") + "&sslClientCertificateKeyStorePassword=" + password
                    + "&sslTrustCertificateKeyStoreType=PKCS12&sslTrustCertificateKeyStorePassword=" + password
                    + "&sslTrustCertificateKeyStoreUrl=" + of.resolve("trust.p12");
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
