package io.tapgrid.standalone.apply;

import io.tapgrid.domain.SaleId;
import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Remembers when a sale was first applied, which is what {@code opensAt: +30s} counts from. */
final class FirstApply {
    private final Path folder;

    FirstApply(Path dataFolder) {
        this.folder = dataFolder.resolve("applied");
    }

    Optional<Instant> of(SaleId saleId) {
        Path file = folder.resolve(saleId.value());
        try {
            return Files.exists(file)
                    ? Optional.of(Instant.parse(Files.readString(file).trim()))
                    : Optional.empty();
        } catch (IOException | DateTimeException e) {
            throw new CommandFailure(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    void remember(SaleId saleId, Instant at) {
        Path file = folder.resolve(saleId.value());
        Path draft = folder.resolve(saleId.value() + ".new");
        try {
            Files.createDirectories(folder);
            Files.writeString(draft, at + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }
}
