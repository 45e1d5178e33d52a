package io.tapgrid.grid.salvage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A node's folder, copied to be read. A node that is started alone changes its disk even where no row changes: Ignite notes that the grid went on
 * without the others, and would never again let this disk and theirs into one grid. Gone when closed.
 */
final class DiskCopy implements AutoCloseable {
    private static final double SPARE = 1.1;

    private final Path folder;

    private DiskCopy(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies the folder; one that an earlier salvage left there is replaced.
     *
     * @throws IOException also where there is no room for it
     */
    static DiskCopy of(Path disk, Path to) throws IOException {
        DiskCopy copy = new DiskCopy(to);
        copy.close();
        Files.createDirectories(to);
        List<Path> files = below(disk);
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        long free = Files.getFileStore(to).getUsableSpace();
        if (free < SPARE * bytes) {
            throw new IOException(to + ": " + free / (1 << 20) + " MiB free (expected: "
                    + (long) (SPARE * bytes) / (1 << 20) + " MiB, for a copy of " + disk + ")");
        }
        for (Path file : files) {
            Path target = to.resolve(disk.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target);
            }
        }
        return copy;
    }

    private static List<Path> below(Path disk) throws IOException {
        try (Stream<Path> files = Files.walk(disk)) {
            return files.filter(file -> !file.equals(disk)).toList();
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
