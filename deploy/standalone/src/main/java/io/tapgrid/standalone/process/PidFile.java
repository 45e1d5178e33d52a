package io.tapgrid.standalone.process;

import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process found again by its pid. A pid alone may by now be somebody else's, so a process counts as ours only if its
 * command line names the data folder.
 */
public record PidFile(Path file, Path dataFolder) {
    /** Of all processes that were started on a data folder, by name. */
    public static List<PidFile> allIn(Path run, Path dataFolder) {
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".pid"))
                    .map(file -> new PidFile(file, dataFolder))
                    .sorted(Comparator.comparing(PidFile::name))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(run + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    public void write(long pid) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(draft, pid + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }

    /** The living process of ours that this file names. */
    public Optional<ProcessHandle> process() {
        try {
            long pid = Long.parseLong(Files.readString(file).trim());
            return ProcessHandle.of(pid).filter(it -> !Gone.is(it)).filter(this::isOurs);
        } catch (IOException | NumberFormatException gone) {
            return Optional.empty();
        }
    }

    /** Read from /proc, since ProcessHandle cuts long command lines off. */
    private boolean isOurs(ProcessHandle process) {
        try {
            String commandLine = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return commandLine.contains(dataFolder.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be removed (" + e.getMessage() + ")", e);
        }
    }

    public String name() {
        return file.getFileName().toString().replaceFirst("\\.pid$", "");
    }
}
