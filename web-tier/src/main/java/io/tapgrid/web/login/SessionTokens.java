package io.tapgrid.web.login;

import io.tapgrid.domain.Uid;
import io.tapgrid.web.token.Seal;
import io.tapgrid.web.token.TokenSecret;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Our own short login, cheap to check on the hot path: {@code tgs.expiry.seal.uid}, the expiry in seconds since 1970 in
 * base 36. Any web process of the system accepts what another issued.
 */
@Singleton
final class SessionTokens {
    private static final String PREFIX = "tgs.";
    private static final int RADIX = 36;
    private static final int EXPIRY_LENGTH_MAX = 8;

    private final Seal seal;

    SessionTokens(TokenSecret secret) {
        this.seal = secret.sealFor("session");
    }

    static boolean isOne(String token) {
        return token.startsWith(PREFIX);
    }

    String issue(Uid uid, Instant expiresAt) {
        String expiry = Long.toString(expiresAt.getEpochSecond(), RADIX);
        return PREFIX + expiry + '.' + seal.of(expiry + '.' + uid.value()) + '.' + uid.value();
    }

    Optional<Uid> verify(String token, Instant now) {
        int expiryEnd = token.indexOf('.', PREFIX.length());
        int sealEnd = expiryEnd + 1 + Seal.LENGTH;
        if (expiryEnd < 0
                || expiryEnd - PREFIX.length() > EXPIRY_LENGTH_MAX
                || token.length() <= sealEnd
                || token.charAt(sealEnd) != '.') {
            return Optional.empty();
        }
        String expiry = token.substring(PREFIX.length(), expiryEnd);
        String uid = token.substring(sealEnd + 1);
        if (!Uid.isValid(uid) || !seal.isOn(expiry + '.' + uid, token.substring(expiryEnd + 1, sealEnd))) {
            return Optional.empty();
        }
        boolean expired = now.getEpochSecond() >= Long.parseLong(expiry, RADIX);
        return expired ? Optional.empty() : Optional.of(new Uid(uid));
    }
}
