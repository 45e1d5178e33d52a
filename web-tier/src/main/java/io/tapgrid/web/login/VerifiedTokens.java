package io.tapgrid.web.login;

import io.tapgrid.domain.Uid;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens whose signature held, for at most five minutes, so that a key the shop takes back is soon not honoured any more.
 * Two generations: when the young one is full it becomes the old one, and the old one is forgotten. At most
 * 2 × 4,096 tokens of 2,048 characters, that is 16 MB.
 */
final class VerifiedTokens {
    private static final int GENERATION_TOKENS_MAX = 4_096;
    private static final int TOKEN_LENGTH_MAX = 2_048;
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private volatile Map<String, Verified> young = new ConcurrentHashMap<>();
    private volatile Map<String, Verified> old = Map.of();

    private record Verified(Uid uid, Instant until) {}

    Optional<Uid> find(String token, Instant now) {
        Verified found = young.get(token);
        if (found == null) {
            found = old.get(token);
        }
        return found != null && now.isBefore(found.until()) ? Optional.of(found.uid()) : Optional.empty();
    }

    void remember(String token, Uid uid, Instant now, Instant expiresAt) {
        if (token.length() > TOKEN_LENGTH_MAX) {
            return;
        }
        if (young.size() >= GENERATION_TOKENS_MAX) {
            turnOver();
        }
        Instant until = now.plus(REMEMBERED);
        young.put(token, new Verified(uid, until.isBefore(expiresAt) ? until : expiresAt));
    }

    private synchronized void turnOver() {
        if (young.size() >= GENERATION_TOKENS_MAX) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }
}
