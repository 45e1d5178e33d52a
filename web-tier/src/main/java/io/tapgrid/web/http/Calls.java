package io.tapgrid.web.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.tapgrid.domain.Reason;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a call from entry to answer: measures it, turns refusals into problems and accidents into 503, so that no call
 * ends in a bare 500. Runs on event loops and on whatever thread completes the work; never blocks.
 */
@Singleton
public final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private static final Reply NOT_ACCEPTABLE_HERE = Reply.refused(Problem.of(Reason.NOT_ACCEPTABLE, Layer.WEB));
    private static final CompletionStage<Reply> NOT_ACCEPTABLE = CompletableFuture.completedFuture(NOT_ACCEPTABLE_HERE);

    private final CallMeters meters;

    Calls(CallMeters meters) {
        this.meters = meters;
    }

    /** For calls with a body or that may have to ask the grid. The body is given as it came, empty if there was none. */
    public CompletionStage<MutableHttpResponse<?>> answer(
            Call call, HttpRequest<?> request, Function<byte[], CompletionStage<Reply>> work) {
        long began = System.nanoTime();
        return RequestBodies.read(request)
                .thenCompose(body -> Accepts.json(request) ? work.apply(body) : NOT_ACCEPTABLE)
                .exceptionally(e -> reply(call, request, e))
                .thenApply(it -> finish(call, request, it, began));
    }

    /** For calls that this process answers by itself. */
    public MutableHttpResponse<?> answerHere(Call call, HttpRequest<?> request, Supplier<Reply> work) {
        long began = System.nanoTime();
        Reply reply;
        try {
            reply = Accepts.json(request) ? work.get() : NOT_ACCEPTABLE_HERE;
        } catch (RuntimeException e) {
            reply = reply(call, request, e);
        }
        return finish(call, request, reply, began);
    }

    private MutableHttpResponse<?> finish(Call call, HttpRequest<?> request, Reply reply, long began) {
        meters.count(call, reply.outcome(), System.nanoTime() - began);
        return reply.toResponse(request);
    }

    private static Reply reply(Call call, HttpRequest<?> request, Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof ProblemException refused) {
            return Reply.refused(refused.problem());
        }
        if (cause instanceof GridUnavailableException away) {
            return Reply.refused(Problem.of(away.reason(), Layer.GRID).withRetryAfter(away.retryAfter()));
        }
        LOG.error("{} failed unexpectedly", call.word(), cause);
        return Reply.refused(Problem.ofAccident(request));
    }
}
