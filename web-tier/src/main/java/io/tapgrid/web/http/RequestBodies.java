package io.tapgrid.web.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.tapgrid.domain.Reason;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The bytes of a body as they came, without binding: a binder would have opinions about types and emptiness that the
 * contract does not share. Nearly every body is there with its headers, so the stage is nearly always complete.
 */
final class RequestBodies {
    private static final CompletionStage<byte[]> EMPTY = CompletableFuture.completedFuture(new byte[0]);

    private RequestBodies() {}

    static CompletionStage<byte[]> read(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> received)) {
            return EMPTY;
        }
        ByteBody body = received.byteBody();
        if (body instanceof AvailableByteBody whole) {
            return whole.length() == 0 ? EMPTY : CompletableFuture.completedFuture(bytes(whole.split()));
        }
        return body.split(ByteBody.SplitBackpressureMode.SLOWEST).buffer().handle((arrived, failure) -> {
            if (failure != null) {
                throw problem(failure);
            }
            return bytes(arrived);
        });
    }

    private static byte[] bytes(CloseableAvailableByteBody body) {
        try (body) {
            return body.toByteArray();
        }
    }

    private static RuntimeException problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean large =
                cause instanceof ContentLengthExceededException || cause instanceof BufferLengthExceededException;
        return large
                ? new ProblemException(Problem.of(Reason.TOO_LARGE, Layer.WEB))
                : new ProblemException(Problem.invalid("body", "it ended before it was whole"));
    }
}
