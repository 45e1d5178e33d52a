package io.tapgrid.standalone.prove.host;

import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The wall clock of one node, which can be turned while it runs, by libfaketime. What measures durations is left alone. One node only, since
 * each look at a clock costs ten times as much there.
 */
public final class Clocks implements LaunchExtras {
    private static final List<Path> LIBRARY = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));
    private static final String RIGHT = "+0";

    private final Path folder;
    private final String node;
    private final Path faketime;

    private Clocks(Path folder, String node, Path faketime) {
        this.folder = folder;
        this.node = node;
        this.faketime = faketime;
    }

    /** Empty where the library is not installed (Debian: libfaketime). */
    public static Optional<Clocks> of(String node, Path folder) {
        return LIBRARY.stream()
                .filter(Files::isReadable)
                .findFirst()
                .map(faketime -> new Clocks(folder, node, faketime));
    }

    public String node() {
        return node;
    }

    @Override
    public List<String> of(String process) {
        if (!process.equals(node)) {
            return List.of();
        }
        right();
        return List.of(
                "env",
                "LD_PRELOAD=" + faketime,
                "FAKETIME_TIMESTAMP_FILE=" + file(),
                "FAKETIME_CACHE_DURATION=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                // Its correction for other C libraries makes every timed wait of a JVM return at once.
                "FAKETIME_FORCE_MONOTONIC_FIX=0",
                "FAKETIME_DONT_RESET=1");
    }

    /**
     * Turns it while the node runs; seen there within a second.
     *
     * @param offset as libfaketime takes it: {@code +1h}, {@code -30m}
     */
    public void turn(String offset) {
        try {
            Files.createDirectories(folder);
            Path draft = folder.resolve(node + ".new");
            Files.writeString(draft, offset + "\n");
            Files.move(draft, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure("clock of " + node + ": " + e.getMessage(), e);
        }
    }

    public void right() {
        turn(RIGHT);
    }

    private Path file() {
        return folder.resolve(node);
    }
}
