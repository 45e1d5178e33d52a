package io.tapgrid.standalone.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseTest {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path BINARIES = TARGET.resolve("mysql-server");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path data = TARGET;
    private EmbeddedDatabaseSettings settings = EmbeddedDatabaseSettings.below(TARGET, 1);

    @BeforeEach
    void ownFolderAndPort() throws IOException {
        Files.createDirectories(TARGET);
        data = Files.createTempDirectory(TARGET, "data-");
        settings = EmbeddedDatabaseSettings.below(data, freePort()).withBinaries(BINARIES);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        EmbeddedDatabase.stopAnyOf(settings);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void a_first_start_leaves_a_database_with_one_user_whose_password_is_his_alone_to_read() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(settings);

        Path password = data.resolve("mysql-password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(password).strip())
                .isEqualTo(database.password())
                .hasSizeGreaterThan(20);
        assertThat(Files.readString(data.resolve("run/mysql.pid")).strip()).isEqualTo(Long.toString(database.pid()));
        assertThat(data.resolve("mysql-init.sql")).doesNotExist();
        assertThat(query(database, "SELECT CURRENT_USER()")).isEqualTo("tapgrid@127.0.0.1");
        for (String stranger : new String[] {"root", "", "mysql"}) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), stranger, ""))
                    .as("user '%s'", stranger)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void a_commit_is_on_disk_before_it_is_answered() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(settings);
        assertThat(query(database, "SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
        assertThat(query(database, "SELECT @@innodb_doublewrite")).isEqualTo("ON");
        assertThat(query(database, "SELECT @@bind_address")).isEqualTo("127.0.0.1");
        assertThat(query(database, "SELECT @@sql_mode")).contains("STRICT_ALL_TABLES");
    }

    @Test
    void a_server_that_was_killed_comes_back_with_its_rows() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(settings);
        write(database);
        ProcessHandle.of(database.pid()).orElseThrow().destroyForcibly();
        assertThat(OwnServer.within(PATIENCE, () -> !database.isAlive())).isTrue();

        EmbeddedDatabase again = EmbeddedDatabase.start(settings);
        assertThat(again.pid()).isNotEqualTo(database.pid());
        assertThat(query(again, "SELECT COUNT(*) FROM t")).isEqualTo("1");
    }

    @Test
    void the_server_outlives_its_killed_owner_and_is_adopted() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerMain.class.getName(),
                        data.toString(),
                        BINARIES.toString(),
                        Integer.toString(settings.port()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid = pidFrom(owner);
        owner.destroyForcibly();
        owner.onExit().join();

        EmbeddedDatabase adopted = EmbeddedDatabase.start(settings);
        assertThat(adopted.pid()).isEqualTo(pid);
        write(adopted);
        adopted.stop();
        assertThat(adopted.isAlive()).isFalse();
        assertThat(query(EmbeddedDatabase.start(settings), "SELECT COUNT(*) FROM t"))
                .isEqualTo("1");
    }

    @Test
    void a_server_nobody_noted_is_found_by_its_files() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(settings);
        Files.delete(settings.pidFile());
        assertThat(EmbeddedDatabase.start(settings).pid()).isEqualTo(database.pid());
        assertThat(settings.pidFile()).hasContent(Long.toString(database.pid()));
    }

    @Test
    void a_server_that_runs_with_other_settings_is_ended_first() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(settings);
        write(database);
        settings = EmbeddedDatabaseSettings.below(data, freePort()).withBinaries(BINARIES);
        EmbeddedDatabase moved = EmbeddedDatabase.start(settings);
        assertThat(database.isAlive()).isFalse();
        assertThat(query(moved, "SELECT COUNT(*) FROM t")).isEqualTo("1");
    }

    @Test
    void a_process_that_only_has_the_noted_number_is_left_alone() throws Exception {
        Files.createDirectories(data.resolve("run"));
        Files.writeString(settings.pidFile(), ProcessHandle.current().pid() + "\n");
        assertThat(EmbeddedDatabase.stopAnyOf(settings)).isFalse();
        EmbeddedDatabase database = EmbeddedDatabase.start(settings);
        assertThat(database.pid()).isNotEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void a_set_up_that_was_interrupted_is_done_again() throws Exception {
        Files.createDirectories(data.resolve("mysql"));
        Files.createDirectories(data.resolve("mysql.draft-999999999/mysql"));
        assertThat(query(EmbeddedDatabase.start(settings), "SELECT 1")).isEqualTo("1");
        assertThat(data.resolve("mysql.draft-999999999")).doesNotExist();
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(settings.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(settings))
                    .isInstanceOf(IOException.class)
                    .hasMessage("TAPGRID_MYSQL_PORT: " + taken.getLocalPort()
                            + " is in use (expected: a free port on 127.0.0.1)");
        }
    }

    @Test
    void a_server_that_cannot_start_is_quoted() throws Exception {
        EmbeddedDatabase.start(settings).stop();
        Files.writeString(data.resolve("mysql/ibdata1"), "not a database");
        assertThatThrownBy(() -> EmbeddedDatabase.start(settings))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the embedded database ended")
                .hasMessageContaining("ibdata1");
        assertThat(settings.pidFile()).doesNotExist();
    }

    @Test
    void a_stop_leaves_nothing_running() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(settings);
        Optional<ProcessHandle> process = ProcessHandle.of(database.pid());
        database.stop();
        assertThat(process.orElseThrow().isAlive()).isFalse();
        assertThat(settings.pidFile()).doesNotExist();
        assertThat(EmbeddedDatabase.stopAnyOf(settings)).isFalse();
    }

    private static long pidFrom(Process owner) throws IOException {
        try (BufferedReader output = owner.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.startsWith("owns ")) {
                line = output.readLine();
            }
            assertThat(line).as("the owner ended early").isNotNull();
            return Long.parseLong(line.substring("owns ".length()));
        }
    }

    private static void write(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = connect(database)) {
            connection.createStatement().execute("CREATE TABLE t (id INT PRIMARY KEY)");
            connection.createStatement().execute("INSERT INTO t VALUES (1)");
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.USER, database.password());
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
