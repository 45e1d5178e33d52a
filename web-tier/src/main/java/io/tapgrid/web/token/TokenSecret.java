package io.tapgrid.web.token;

import io.tapgrid.web.config.WebConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The secret that all web processes of a system share, and the keys derived from it, one for each purpose. */
@Singleton
public final class TokenSecret {
    private static final int LENGTH_MIN = 32;

    private final byte[] secret;

    @Inject
    TokenSecret(WebConfig config) {
        this(read(config.tokenSecretFile()));
    }

    private TokenSecret(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** A seal that proves nothing about any other purpose. */
    public Seal sealFor(String purpose) {
        byte[] key = Seal.hmac(secret).doFinal(("tapgrid:" + purpose).getBytes(StandardCharsets.UTF_8));
        return new Seal(key);
    }

    private static String read(Path file) {
        try {
            String text = Files.readString(file).trim();
            if (text.length() < LENGTH_MIN) {
                throw new IllegalArgumentException(
                        file + ": " + text.length() + " characters (expected: at least " + LENGTH_MIN + ")");
            }
            return text;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read (expected: the token secret of the system)", e);
        }
    }
}
