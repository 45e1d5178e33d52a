package io.tapgrid.web.login;

import io.micronaut.http.HttpRequest;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.Uid;
import io.tapgrid.web.config.WebConfig;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Finds out who is asking, from {@code Authorization: Bearer}. Callable from any thread; never blocks. */
@Singleton
public final class Logins {
    private static final String SCHEME = "Bearer ";
    private static final int TOKEN_LENGTH_MAX = 4_096;

    private final SessionTokens sessions;
    private final Optional<ShopLogins> shop;
    private final Clock clock;

    Logins(SessionTokens sessions, KeySource keys, WebConfig config, Clock clock) {
        this.sessions = sessions;
        this.shop = config.login().map(login -> new ShopLogins(login, keys, clock));
        this.clock = clock;
    }

    /** The shopper; throws 401 if there is no login or none that holds. */
    public Uid require(HttpRequest<?> request) {
        String token = token(request);
        Optional<Uid> uid = SessionTokens.isOne(token) ? sessions.verify(token, clock.instant()) : ofShop(token);
        return uid.orElseThrow(Logins::invalid);
    }

    /** The shopper by the shop's own login; a session token will not do, or sessions could be prolonged for ever. */
    Uid requireOfShop(HttpRequest<?> request) {
        return ofShop(token(request)).orElseThrow(Logins::invalid);
    }

    private Optional<Uid> ofShop(String token) {
        return shop.flatMap(it -> it.verify(token));
    }

    private static String token(HttpRequest<?> request) {
        List<String> values = request.getHeaders().getAll("Authorization");
        if (values.isEmpty()) {
            throw new ProblemException(Problem.of(Reason.LOGIN_REQUIRED, Layer.WEB));
        }
        String value = values.get(0);
        boolean bearer = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (values.size() > 1 || !bearer || value.length() > SCHEME.length() + TOKEN_LENGTH_MAX) {
            throw invalid();
        }
        return value.substring(SCHEME.length());
    }

    private static ProblemException invalid() {
        return new ProblemException(Problem.of(Reason.LOGIN_INVALID, Layer.WEB));
    }
}
