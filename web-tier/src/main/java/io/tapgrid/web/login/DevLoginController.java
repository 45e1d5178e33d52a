package io.tapgrid.web.login;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.tapgrid.domain.Uid;
import io.tapgrid.web.http.Call;
import io.tapgrid.web.http.Calls;
import io.tapgrid.web.http.Json;
import io.tapgrid.web.http.JsonBody;
import io.tapgrid.web.http.Reply;
import io.tapgrid.web.http.RequestKeys;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Any login for anybody, so that a sale can be tried without a shop. In the embedded profile alone; elsewhere 404. */
@Controller("/dev/login")
@Requires(property = "tapgrid.web.dev-login", value = "true")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class DevLoginController {
    private static final Duration LASTS = Duration.ofHours(12);

    private final Calls calls;
    private final SessionTokens sessions;
    private final Clock clock;

    DevLoginController(Calls calls, SessionTokens sessions, Clock clock) {
        this.calls = calls;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Post
    CompletionStage<MutableHttpResponse<?>> login(HttpRequest<?> request) {
        return calls.answer(Call.DEV_LOGIN, request, body -> {
            RequestKeys.read(request);
            String uid = JsonBody.read(request, body, List.of("uid")).text("uid");
            if (!Uid.isValid(uid)) {
                throw new ProblemException(Problem.invalid("uid", "expected 1 to 64 of A-Z, a-z, 0-9 and ._@:-"));
            }
            String token = sessions.issue(new Uid(uid), clock.instant().plus(LASTS));
            return CompletableFuture.completedFuture(
                    Reply.ok("issued", Json.object(out -> out.writeStringField("token", token))));
        });
    }
}
