package io.tapgrid.standalone.mysql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the server and the statements it runs before it answers anybody. */
final class ServerCommand {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final EmbeddedDatabaseSettings settings;

    ServerCommand(EmbeddedDatabaseSettings settings) {
        this.settings = settings;
    }

    /**
     * How the process is launched. {@code setsid} puts it in a session of its own: a Ctrl-C in the terminal reaches the
     * whole foreground group, and the database must outlive it, because the journal is drained into it afterwards.
     */
    List<String> launch() {
        List<String> launch = new ArrayList<>(settings.launcher());
        if (Files.isExecutable(SETSID)) {
            launch.add(SETSID.toString());
        }
        launch.addAll(server());
        return launch;
    }

    /**
     * What the running server shows as its own command line; also how ours is told from anybody else's.
     *
     * <p>Durable: a commit is on disk before it is answered (log flushed at each, doublewrite on). Strict: a value that
     * does not fit is refused, never bent. No TLS: the port is bound to the loopback, and the handshake alone would cost
     * seconds at the start.
     */
    List<String> server() {
        return List.of(
                settings.binaries().resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + settings.binaries(),
                ownership(),
                "--init-file=" + initFile(),
                "--user=" + System.getProperty("user.name"),
                "--bind-address=" + settings.host(),
                "--port=" + settings.port(),
                "--socket=server.sock",
                "--pid-file=server.pid",
                "--skip-ssl",
                "--skip-name-resolve",
                "--skip-log-bin",
                "--local-infile=0",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_bin",
                "--default-time-zone=+00:00",
                "--sql-mode=STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO",
                "--default-storage-engine=InnoDB",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-doublewrite=ON",
                "--innodb-buffer-pool-size=256M",
                "--innodb-log-file-size=128M",
                "--innodb-lock-wait-timeout=10",
                "--max-allowed-packet=64M",
                "--max-connections=64",
                "--performance-schema=OFF");
    }

    /** The one argument that no other server on the machine can have. */
    String ownership() {
        return "--datadir=" + settings.tables();
    }

    /** Beside the tables, so that the command line is the same at every start. */
    Path initFile() {
        return settings.tables().resolveSibling(settings.tables().getFileName() + "-init.sql");
    }

    /**
     * Run by the server at every start before it listens. One statement a line, as the server wants it. Nobody but
     * {@code tapgrid} comes in over TCP; the accounts that the set-up made are reachable by socket alone.
     */
    String initStatements(String password) {
        List<String> lines = new ArrayList<>();
        lines.add("DROP DATABASE IF EXISTS test;");
        lines.add("DELETE FROM mysql.global_priv WHERE User = '';");
        lines.add("FLUSH PRIVILEGES;");
        lines.add("CREATE DATABASE IF NOT EXISTS tapgrid CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;");
        for (String host : settings.isOnLoopback() ? List.of("127.0.0.1", "localhost") : List.of("%")) {
            String account = "'tapgrid'@'" + host + "'";
            lines.add("CREATE USER IF NOT EXISTS " + account + ";");
            lines.add("ALTER USER " + account + " IDENTIFIED BY '" + password + "';");
            lines.add("GRANT ALL PRIVILEGES ON tapgrid.* TO " + account + ";");
        }
        return String.join("\n", lines) + "\n";
    }
}
