package io.tapgrid.standalone.mysql;

import com.mysql.cj.jdbc.Driver;
import io.tapgrid.standalone.process.Gone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running MariaDB server of our own.
 *
 * <p>The server is a process that does not depend on ours: it prints to a file instead of a pipe, so a {@code kill -9}
 * of the supervisor does not hurt it. The next start finds it and adopts it when it was started with the same command
 * line, or else ends it first. No thread and no shutdown hook is left behind: the owner calls {@link #stop()}.
 *
 * <table>
 * <caption>Crash points</caption>
 * <tr><th>killed</th><th>left behind</th><th>repaired by</th></tr>
 * <tr><td>supervisor, while unpacking</td><td>a draft directory</td><td>the next start makes its own</td></tr>
 * <tr><td>supervisor, after the launch, before the pid file</td><td>a server nobody noted</td><td>found by its data
 * directory among all processes</td></tr>
 * <tr><td>supervisor, later</td><td>the running server</td><td>adopted</td></tr>
 * <tr><td>server</td><td>a stale pid file</td><td>the next start recovers from InnoDB's log</td></tr>
 * </table>
 */
public final class EmbeddedDatabase {

    /** The account that the contract names. */
    public static final String USER = "tapgrid";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final int LOG_TAIL_LINES = 15;

    private final EmbeddedDatabaseSettings settings;
    private final OwnServer own;
    private final ProcessHandle process;
    private final String password;

    private EmbeddedDatabase(EmbeddedDatabaseSettings settings, OwnServer own, ProcessHandle process, String password) {
        this.settings = settings;
        this.own = own;
        this.process = process;
        this.password = password;
    }

    /**
     * Has the server running and answering when it returns: adopted, or started after its files were made.
     *
     * @throws IOException when it does not come up within the patience; the message says why and quotes its log
     */
    public static EmbeddedDatabase start(EmbeddedDatabaseSettings settings) throws IOException {
        ServerCommand command = new ServerCommand(settings);
        OwnServer own = new OwnServer(settings.pidFile(), command.ownership());
        String password = DatabasePassword.readOrCreate(settings.passwordFile());
        Optional<ProcessHandle> adopted = adoptOrEnd(settings, command, own);
        ProcessHandle process = adopted.isPresent() ? adopted.get() : launch(settings, command, password);
        own.note(process.pid());
        EmbeddedDatabase database = new EmbeddedDatabase(settings, own, process, password);
        database.awaitReady();
        Files.deleteIfExists(command.initFile());
        LOG.info(
                "database {} on {}:{}, process {}",
                adopted.isPresent() ? "adopted" : "started",
                settings.host(),
                settings.port(),
                process.pid());
        return database;
    }

    /**
     * Stops the server that runs on these files, if there is one, whoever started it.
     *
     * @return whether there was one
     */
    public static boolean stopAnyOf(EmbeddedDatabaseSettings settings) throws IOException {
        OwnServer own = new OwnServer(settings.pidFile(), new ServerCommand(settings).ownership());
        Optional<ProcessHandle> running = own.find();
        if (running.isPresent()) {
            own.end(running.get(), settings.patience());
        }
        return running.isPresent();
    }

    /** Whether a server runs on these files, whoever started it. */
    public static boolean isRunning(EmbeddedDatabaseSettings settings) throws IOException {
        return new OwnServer(settings.pidFile(), new ServerCommand(settings).ownership())
                .find()
                .isPresent();
    }

    /** Clean stop: what was committed is on disk already, this only spares the next start its recovery. */
    public void stop() throws IOException {
        own.end(process, settings.patience());
    }

    /** False once the server's process is gone; the owner then calls {@link #start} again. */
    public boolean isAlive() {
        return own.isOurs(process);
    }

    public long pid() {
        return process.pid();
    }

    public String password() {
        return password;
    }

    /** Without credentials. Loopback unless somebody made it a network of its own, hence without TLS. */
    public String jdbcUrl() {
        return "jdbc:mysql://" + settings.host() + ":" + settings.port() + "/tapgrid?sslMode=DISABLED";
    }

    private static Optional<ProcessHandle> adoptOrEnd(
            EmbeddedDatabaseSettings settings, ServerCommand command, OwnServer own) throws IOException {
        Optional<ProcessHandle> orphan = own.find();
        if (orphan.isEmpty()) {
            return orphan;
        }
        List<String> expected = command.server().subList(1, command.server().size());
        if (OwnServer.arguments(orphan.get()).equals(expected)) {
            return orphan;
        }
        LOG.info(
                "ending the database process {}, which runs with other settings",
                orphan.get().pid());
        own.end(orphan.get(), settings.patience());
        return Optional.empty();
    }

    private static ProcessHandle launch(EmbeddedDatabaseSettings settings, ServerCommand command, String password)
            throws IOException {
        if (settings.isOnLoopback()) {
            requireFreePort(settings.port());
        }
        new ServerFiles(settings).prepare();
        DatabasePassword.writeForOwner(command.initFile(), command.initStatements(password));
        Files.createDirectories(settings.log().getParent());
        ProcessBuilder builder = new ProcessBuilder(command.launch());
        builder.directory(settings.tables().toFile());
        builder.environment()
                .put("LD_LIBRARY_PATH", settings.binaries().resolve("libs").toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
        Process launched = builder.start();
        launched.getOutputStream().close();
        return launched.toHandle();
    }

    private static void requireFreePort(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new IOException(
                    "TAPGRID_MYSQL_PORT: " + port + " is in use (expected: a free port on 127.0.0.1)", taken);
        }
    }

    private void awaitReady() throws IOException {
        boolean settled = OwnServer.within(settings.patience(), () -> answers() || Gone.is(process));
        if (!settled || !answers()) {
            boolean gone = Gone.is(process);
            own.end(process, settings.patience());
            throw new IOException("the embedded database " + (gone ? "ended" : "does not answer") + "; its log "
                    + settings.log() + " ends with:\n" + logTail());
        }
    }

    private boolean answers() {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "2000");
        login.setProperty("socketTimeout", "5000");
        // Not through DriverManager, which would load every driver there is, the grid's included.
        try (Connection connection = new Driver().connect(jdbcUrl(), login)) {
            return connection != null && connection.isValid(2);
        } catch (SQLException notYet) {
            LOG.debug("the database does not answer yet", notYet);
            return false;
        }
    }

    private String logTail() throws IOException {
        if (Files.notExists(settings.log())) {
            return "(it printed nothing)";
        }
        List<String> lines = Files.readAllLines(settings.log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    }
}
