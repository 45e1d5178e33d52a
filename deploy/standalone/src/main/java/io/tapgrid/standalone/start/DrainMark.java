package io.tapgrid.standalone.start;

import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lies in {@code data/run} from a drained stop to the next start: how {@code stop} learns from a supervisor that is gone
 * how it went. A stop that was broken off leaves none, and so counts as not drained.
 */
record DrainMark(Path run) {
    void leave() {
        try {
            Files.writeString(file(), "");
        } catch (IOException e) {
            throw new CommandFailure(file() + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }

    boolean isThere() {
        return Files.exists(file());
    }

    void remove() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new CommandFailure(file() + ": cannot be removed (" + e.getMessage() + ")", e);
        }
    }

    private Path file() {
        return run.resolve("drained");
    }
}
