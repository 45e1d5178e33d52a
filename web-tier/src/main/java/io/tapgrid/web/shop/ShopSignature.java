package io.tapgrid.web.shop;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.tapgrid.domain.Reason;
import io.tapgrid.web.config.WebConfig;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Standard Webhooks (github.com/standard-webhooks, version 1): {@code webhook-signature} holds one or more
 * {@code v1,base64} of HMAC-SHA256 over {@code webhook-id.webhook-timestamp.body}; the timestamp is in seconds since 1970
 * and must be near. Written here rather than taken from the reference library because that reads the system's clock.
 */
@Singleton
final class ShopSignature {
    private static final String PREFIX = "whsec_";
    private static final int SECRET_BYTES_MIN = 16;
    private static final int ID_LENGTH_MAX = 256;
    private static final int SIGNATURES_MAX = 8;

    private final Optional<byte[]> secret;
    private final Duration tolerance;
    private final Clock clock;

    ShopSignature(WebConfig config, Clock clock) {
        Path file = config.shopSecretFile();
        this.secret = Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
        this.tolerance = config.shopTolerance();
        this.clock = clock;
    }

    private static byte[] read(Path file) {
        try {
            String text = Files.readString(file).trim();
            byte[] bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
            if (bytes.length < SECRET_BYTES_MIN) {
                throw new IllegalArgumentException("only " + bytes.length + " bytes");
            }
            return bytes;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + ": no usable secret (expected: whsec_ and base64 of at least 16 bytes)", e);
        }
    }

    /** Throws 401 unless the shop signed exactly this body just now, and 403 where no shop has been given a secret. */
    void require(HttpRequest<?> request, byte[] body) {
        byte[] key = secret.orElseThrow(() -> refused(Reason.FORBIDDEN));
        HttpHeaders headers = request.getHeaders();
        String id = headers.get("webhook-id");
        String timestamp = headers.get("webhook-timestamp");
        String signatures = headers.get("webhook-signature");
        if (id == null || timestamp == null || signatures == null) {
            throw refused(Reason.LOGIN_REQUIRED);
        }
        boolean signed = id.length() <= ID_LENGTH_MAX
                && isNear(timestamp)
                && isSigned(signatures, sign(key, id + '.' + timestamp + '.', body));
        if (!signed) {
            throw refused(Reason.LOGIN_INVALID);
        }
    }

    private boolean isNear(String timestamp) {
        try {
            Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(at, clock.instant()).abs().compareTo(tolerance) <= 0;
        } catch (ArithmeticException | NumberFormatException | java.time.DateTimeException e) {
            return false;
        }
    }

    private static byte[] sign(byte[] key, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static boolean isSigned(String signatures, byte[] expected) {
        byte[] wanted = ("v1," + Base64.getEncoder().encodeToString(expected)).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        int looked = 0;
        for (String signature : signatures.split(" ", SIGNATURES_MAX + 1)) {
            boolean same = MessageDigest.isEqual(wanted, signature.getBytes(StandardCharsets.UTF_8));
            found |= same && looked < SIGNATURES_MAX;
            looked++;
        }
        return found;
    }

    private static ProblemException refused(Reason reason) {
        return new ProblemException(Problem.of(reason, Layer.WEB));
    }
}
