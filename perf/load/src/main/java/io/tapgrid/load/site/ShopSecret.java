package io.tapgrid.load.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The shop's secret, and how it signs: Standard Webhooks, that is {@code v1,} and the base64 of HMAC-SHA256 over
 * {@code id.timestamp.body}. Written {@code whsec_} and base64. Any thread.
 */
public final class ShopSecret {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private ShopSecret(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    public static ShopSecret parse(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith(PREFIX)) {
            throw new IllegalArgumentException("shop secret: (expected: " + PREFIX + " and base64)");
        }
        return new ShopSecret(Base64.getDecoder().decode(trimmed.substring(PREFIX.length())));
    }

    public static ShopSecret read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    public String sign(String id, long timestampSeconds, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signed = mac.doFinal((id + "." + timestampSeconds + "." + body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
