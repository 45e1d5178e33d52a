package io.tapgrid.web.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.tapgrid.web.config.LoginAlgorithm;
import io.tapgrid.web.config.WebConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that the shop's logins are checked with. A set of public keys is read at the start, again every five minutes,
 * and when a token names a key that is not among them, at most every 30 seconds and always behind the scenes: a login
 * never waits for it. If reading fails the keys that were there stay.
 */
@Singleton
final class KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(KeySource.class);
    private static final int KEYS_MAX = 64;
    private static final int CANDIDATES_MAX = 4;
    private static final long REFRESH_SECONDS = 300;
    private static final Duration EARLY_REFRESH = Duration.ofSeconds(30);

    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "login-keys");
        thread.setDaemon(true);
        return thread;
    });
    private final Clock clock;
    private final AtomicLong lastRefreshMillis;
    private volatile List<LoginKey> keys = List.of();
    private volatile @Nullable Runnable reread;

    KeySource(WebConfig config, Clock clock) {
        this.clock = clock;
        this.lastRefreshMillis = new AtomicLong(clock.millis());
        config.login().ifPresent(this::begin);
    }

    private void begin(WebConfig.Login login) {
        if (login.algorithm() == LoginAlgorithm.HS256) {
            keys = List.of(shared(login.secretFile().orElseThrow()));
            return;
        }
        JwksLocation location = JwksLocation.of(login.jwks().orElseThrow());
        if (location.isFile()) {
            keys = read(location, login.algorithm());
        }
        Runnable refresh = () -> refresh(location, login.algorithm());
        reread = refresh;
        long firstAfter = location.isFile() ? REFRESH_SECONDS : 0;
        var unused = refresher.scheduleWithFixedDelay(refresh, firstAfter, REFRESH_SECONDS, TimeUnit.SECONDS);
    }

    /** The keys a token may be signed with: the one it names, or all (there are few) if it names none or there is but a secret. */
    List<LoginKey> candidates(@Nullable String keyId) {
        List<LoginKey> now = keys;
        Runnable refresh = reread;
        if (keyId == null || refresh == null) {
            return now.subList(0, Math.min(now.size(), CANDIDATES_MAX));
        }
        Optional<LoginKey> named = now.stream().filter(key -> key.hasId(keyId)).findFirst();
        if (named.isEmpty()) {
            refreshEarly(refresh);
        }
        return named.map(List::of).orElse(List.of());
    }

    private void refreshEarly(Runnable refresh) {
        long last = lastRefreshMillis.get();
        long now = clock.millis();
        if (now - last > EARLY_REFRESH.toMillis() && lastRefreshMillis.compareAndSet(last, now)) {
            refresher.execute(refresh);
        }
    }

    private void refresh(JwksLocation location, LoginAlgorithm algorithm) {
        try {
            keys = read(location, algorithm);
        } catch (RuntimeException e) {
            LOG.warn("The shop's login keys could not be read again; {} keys stay in use", keys.size(), e);
        }
    }

    private static LoginKey shared(Path file) {
        try {
            return LoginKey.shared(LoginKey.secret(Files.readString(file)));
        } catch (IOException | JOSEException e) {
            throw new IllegalArgumentException(file + ": cannot be read (expected: the shop's login secret)", e);
        }
    }

    private static List<LoginKey> read(JwksLocation location, LoginAlgorithm algorithm) {
        try {
            List<LoginKey> read = new ArrayList<>();
            for (JWK jwk : JWKSet.parse(location.read()).getKeys()) {
                LoginKey.of(jwk, algorithm).ifPresent(read::add);
            }
            if (read.isEmpty() || read.size() > KEYS_MAX) {
                throw new IllegalArgumentException(location + ": " + read.size() + " keys for " + algorithm
                        + " (expected: 1 to " + KEYS_MAX + ")");
            }
            return List.copyOf(read);
        } catch (ParseException | JOSEException | GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(location + ": cannot be read (expected: a JWK set)", e);
        }
    }

    @PreDestroy
    void close() {
        refresher.shutdownNow();
    }
}
