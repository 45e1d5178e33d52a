package io.tapgrid.standalone.mysql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The password of the database user: generated once, kept in a file that only its owner reads. */
final class DatabasePassword {

    private static final int RANDOM_BYTES = 24;

    private DatabasePassword() {}

    /** The password in the file; a new one is written when there is none. */
    static String readOrCreate(Path file) throws IOException {
        if (Files.notExists(file)) {
            writeForOwner(file, generate() + "\n");
        }
        String password = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!password.matches("[A-Za-z0-9_-]{16,128}")) {
            throw new IOException(file + ": not a password of ours (expected: 16..128 of A-Z a-z 0-9 _ -)");
        }
        return password;
    }

    /**
     * Writes a file of mode 600 in one step: a reader sees all of it or nothing, and nobody else sees it at any moment.
     */
    static void writeForOwner(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path draft = Files.createTempFile(file.getParent(), ".draft", "", onlyOwner);
        Files.writeString(draft, text, StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String generate() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
