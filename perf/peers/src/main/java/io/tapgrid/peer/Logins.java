package io.tapgrid.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks Tapgrid's session tokens, {@code tgs.expiry.seal.uid}, for the same price: HMAC-SHA256 cut to 128 bits over
 * expiry and uid. Given the secret of a running Tapgrid, it takes the tokens that one issued.
 */
final class Logins {

    private static final String SCHEME = "Bearer tgs.";
    private static final int RADIX = 36;
    private static final int SEAL_BYTES = 16;
    private static final int SEAL_LENGTH = 22;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final ThreadLocal<Mac> mac;
    private final Clock clock;

    Logins(String secret, Clock clock) {
        byte[] key = hmac(secret.getBytes(UTF_8)).doFinal("tapgrid:session".getBytes(UTF_8));
        this.mac = ThreadLocal.withInitial(() -> hmac(key));
        this.clock = clock;
    }

    /** The shopper of an {@code Authorization} header; empty if there is none, or none that holds. */
    Optional<String> uid(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return Optional.empty();
        }
        int expiryEnd = authorization.indexOf('.', SCHEME.length());
        int sealEnd = expiryEnd + 1 + SEAL_LENGTH;
        if (expiryEnd < 0 || authorization.length() <= sealEnd || authorization.charAt(sealEnd) != '.') {
            return Optional.empty();
        }
        String expiry = authorization.substring(SCHEME.length(), expiryEnd);
        String uid = authorization.substring(sealEnd + 1);
        String seal = authorization.substring(expiryEnd + 1, sealEnd);
        boolean holds = MessageDigest.isEqual(seal(expiry + '.' + uid).getBytes(UTF_8), seal.getBytes(UTF_8));
        return holds && clock.instant().getEpochSecond() < Long.parseLong(expiry, RADIX)
                ? Optional.of(uid)
                : Optional.empty();
    }

    /** The token of a shopper, good until so many seconds after 1970. */
    String token(String uid, long untilSeconds) {
        String expiry = Long.toString(untilSeconds, RADIX);
        return "tgs." + expiry + '.' + seal(expiry + '.' + uid) + '.' + uid;
    }

    /** The seal on anything of the peer's own, as on the token that comes with a win. */
    String seal(String text) {
        return BASE64.encodeToString(Arrays.copyOf(mac.get().doFinal(text.getBytes(UTF_8)), SEAL_BYTES));
    }

    private static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
