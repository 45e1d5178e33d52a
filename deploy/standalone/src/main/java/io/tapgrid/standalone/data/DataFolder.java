package io.tapgrid.standalone.data;

import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The data folder and the names in it. Secrets are made on the first start and never changed by us afterwards. */
public final class DataFolder {
    private static final int SECRET_BYTES = 24;

    private final Path root;

    public DataFolder(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path logs() {
        return root.resolve("log");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    public Path clusterFile() {
        return root.resolve("cluster.json");
    }

    public Path adminPassword() {
        return root.resolve("admin-password");
    }

    public Path apiKey() {
        return root.resolve("api-key");
    }

    public Path mysqlPassword() {
        return root.resolve("mysql-password");
    }

    public Path shopSecret() {
        return root.resolve("shop-secret");
    }

    /** The secret behind session and purchase tokens; every web process of the system has the same. */
    public Path tokenSecret() {
        return root.resolve("token-secret");
    }

    public void create() {
        try {
            Files.createDirectories(run());
            Files.createDirectories(logs());
        } catch (IOException e) {
            throw new CommandFailure(root + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }

    /** Makes the secrets that are missing; returns whether the admin password was made just now. */
    public boolean makeSecrets() {
        boolean first = makeSecret(adminPassword(), "");
        makeSecret(apiKey(), "tgk_");
        makeSecret(tokenSecret(), "");
        makeShopSecret();
        return first;
    }

    public String read(Path secret) {
        try {
            return Files.readString(secret).trim();
        } catch (IOException e) {
            throw new CommandFailure(
                    secret + ": cannot be read (" + e.getMessage() + "); was the system started once?", e);
        }
    }

    private boolean makeSecret(Path file, String prefix) {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return writeOnce(file, prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Standard Webhooks: {@code whsec_} and the key in ordinary base64. */
    private void makeShopSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        writeOnce(shopSecret(), "whsec_" + Base64.getEncoder().encodeToString(bytes));
    }

    /** Whole or not at all: a start that is killed half way must not leave an empty secret. */
    private static boolean writeOnce(Path file, String text) {
        if (Files.exists(file)) {
            return false;
        }
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, text + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }
}
