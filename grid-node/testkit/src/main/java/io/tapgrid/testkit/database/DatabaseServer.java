package io.tapgrid.testkit.database;

import io.tapgrid.grid.database.DatabaseSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A database server of a test's own, which can be killed and started again on the same port and files. */
public final class DatabaseServer implements AutoCloseable {
    private static final String USER = "tapgrid";
    private static final String PASSWORD = "only-for-tests";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final ServerTemplate template;
    private final DatabaseKind kind;
    private final Path directory;
    private final int port;
    private Process process;

    private DatabaseServer(ServerTemplate template, DatabaseKind kind) throws IOException {
        this.template = template;
        this.kind = kind;
        this.directory = template.newServer();
        this.port = freePort();
        this.process = launch();
    }

    /** Set up, running and answering when it returns. */
    public static DatabaseServer start(DatabaseKind kind) throws IOException {
        DatabaseServer server = new DatabaseServer(ServerTemplate.of(kind), kind);
        server.awaitReady();
        return server;
    }

    /** An empty database with a name of its own. */
    public DatabaseSettings newDatabase() throws SQLException {
        String name = "t" + DATABASES.incrementAndGet();
        try (Connection connection = connect("mysql");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        }
        return new DatabaseSettings(url(name), USER, PASSWORD);
    }

    /** kill -9, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it again after {@link #kill}. */
    public void restart() throws IOException {
        process = launch();
        awaitReady();
    }

    @Override
    public void close() throws IOException {
        kill();
        ServerTemplate.deleteTree(directory);
    }

    private Process launch() throws IOException {
        Path init = directory.resolve("init.sql");
        Files.writeString(
                init,
                "CREATE USER IF NOT EXISTS '" + USER + "'@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "';\n"
                        + "GRANT ALL PRIVILEGES ON *.* TO '" + USER + "'@'127.0.0.1';\n");
        ProcessBuilder builder = new ProcessBuilder(command(init));
        builder.directory(directory.resolve("tables").toFile());
        builder.environment()
                .put("LD_LIBRARY_PATH", template.binaries().resolve("libs").toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        return builder.start();
    }

    private List<String> command(Path init) {
        List<String> command = new ArrayList<>(List.of(
                template.executable().toString(),
                "--no-defaults",
                "--basedir=" + template.binaries(),
                "--datadir=" + directory.resolve("tables"),
                "--user=" + System.getProperty("user.name"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=server.sock",
                "--pid-file=server.pid",
                "--init-file=" + init,
                "--skip-name-resolve",
                "--skip-log-bin",
                "--innodb-lock-wait-timeout=5",
                "--innodb-buffer-pool-size=64M",
                "--performance-schema=OFF"));
        command.add(kind == DatabaseKind.MARIADB ? "--skip-ssl" : "--mysqlx=OFF");
        return command;
    }

    private void awaitReady() throws IOException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - deadlineNanos > 0) {
                kill();
                throw new IOException(
                        kind + " does not answer (MySQL needs: apt-get install libaio1):\n" + Files.readString(log()));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean answers() {
        try (Connection connection = connect("mysql")) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, PASSWORD);
    }

    private String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectTimeout=2000&socketTimeout=20000";
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
