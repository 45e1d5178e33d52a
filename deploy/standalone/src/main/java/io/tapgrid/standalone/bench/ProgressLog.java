package io.tapgrid.standalone.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;

/** What the supervisors of all systems of a run say, with the time: kept for whoever asks why one died. */
record ProgressLog(Path file) implements Consumer<String> {

    @Override
    public void accept(String message) {
        try {
            Files.writeString(
                    file, Instant.now() + " " + message + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
