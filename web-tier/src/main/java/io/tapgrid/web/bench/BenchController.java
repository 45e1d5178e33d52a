package io.tapgrid.web.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.tapgrid.web.http.Call;
import io.tapgrid.web.http.Calls;
import io.tapgrid.web.http.JsonBody;
import io.tapgrid.web.http.Reply;
import io.tapgrid.web.login.Logins;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code POST /bench/empty}: {@code {}} in, {@code {}} out. */
@Controller("/bench/empty")
@Requires(property = "tapgrid.web.bench", value = "true")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class BenchController {
    private static final byte[] EMPTY = {'{', '}'};

    private final Calls calls;
    private final Logins logins;

    BenchController(Calls calls, Logins logins) {
        this.calls = calls;
        this.logins = logins;
    }

    @Post
    CompletionStage<MutableHttpResponse<?>> empty(HttpRequest<?> request) {
        return calls.answer(Call.BENCH, request, body -> {
            logins.require(request);
            JsonBody.requireEmpty(request, body);
            return CompletableFuture.completedFuture(Reply.ok("empty", EMPTY));
        });
    }
}
