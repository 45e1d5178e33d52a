package io.tapgrid.standalone.bench;

import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the systems of a run have their data, one after another; only the unpacked database server is kept between them. */
final class BenchFolder {

    private static final String KEPT = "mysql-server";
    private static final List<String> PARTS = List.of("system", "peer", "hot-row", "sales");

    private BenchFolder() {}

    /** The folder, there and empty. */
    static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> inside;
        try (Stream<Path> files = Files.list(folder)) {
            inside = files.filter(file -> !file.getFileName().toString().equals(KEPT))
                    .toList();
        }
        for (Path file : inside) {
            delete(file);
        }
        return folder;
    }

    /** Held for the whole run, since a second one would delete the data under the systems of the first. */
    static FileChannel lock(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            throw new CommandFailure("another benchmark runs in " + folder);
        }
        return file;
    }

    /** Everything that a run leaves but its reports and what its supervisors said; gigabytes, after three nodes. */
    static void emptiedAll(Path folder) throws IOException {
        for (String part : PARTS) {
            emptied(folder.resolve(part));
        }
    }

    static Path databaseServer(Path folder) {
        return folder.resolve(KEPT);
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(BenchFolder::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
