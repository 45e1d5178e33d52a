package io.tapgrid.web.login;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.tapgrid.domain.Uid;
import io.tapgrid.web.config.WebConfig;
import io.tapgrid.web.http.Call;
import io.tapgrid.web.http.Calls;
import io.tapgrid.web.http.Json;
import io.tapgrid.web.http.JsonBody;
import io.tapgrid.web.http.Reply;
import io.tapgrid.web.http.RequestKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Exchanges the shop's login for a session token. */
@Controller("/v1/session")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class SessionController {
    private final Calls calls;
    private final Logins logins;
    private final SessionTokens sessions;
    private final WebConfig config;
    private final Clock clock;

    SessionController(Calls calls, Logins logins, SessionTokens sessions, WebConfig config, Clock clock) {
        this.calls = calls;
        this.logins = logins;
        this.sessions = sessions;
        this.config = config;
        this.clock = clock;
    }

    @Post
    CompletionStage<MutableHttpResponse<?>> exchange(HttpRequest<?> request) {
        return calls.answer(Call.SESSION, request, body -> {
            Uid uid = config.devLogin() ? logins.require(request) : logins.requireOfShop(request);
            RequestKeys.read(request);
            JsonBody.requireEmpty(request, body);
            Instant expiresAt = Instant.ofEpochSecond(
                    clock.instant().plus(config.sessionTime()).getEpochSecond());
            String token = sessions.issue(uid, expiresAt);
            return CompletableFuture.completedFuture(Reply.ok("issued", Json.object(out -> {
                out.writeStringField("token", token);
                Json.time(out, "expiresAt", expiresAt);
            })));
        });
    }
}
