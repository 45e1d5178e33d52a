package io.tapgrid.web.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.TraceId;
import org.jspecify.annotations.Nullable;

/** What a call came to: a body, or a problem. {@link #outcome} is the word it is counted under. */
public final class Reply {
    private static final byte[] NOTHING = {};
    private static final String JSON = "application/json";

    private final String outcome;
    private final HttpStatus status;
    private final byte[] body;
    private final @Nullable Problem problem;
    private final @Nullable String etag;

    private Reply(String outcome, HttpStatus status, byte[] body, @Nullable Problem problem, @Nullable String etag) {
        this.outcome = outcome;
        this.status = status;
        this.body = body;
        this.problem = problem;
        this.etag = etag;
    }

    /** 200 with a JSON body for this shopper alone. */
    public static Reply ok(String outcome, byte[] body) {
        return new Reply(outcome, HttpStatus.OK, body, null, null);
    }

    public static Reply created(String outcome, byte[] body) {
        return new Reply(outcome, HttpStatus.CREATED, body, null, null);
    }

    /** 200 with a JSON body that is the same for everybody, for a second. */
    public static Reply shared(String etag, byte[] body) {
        return new Reply("shown", HttpStatus.OK, body, null, etag);
    }

    public static Reply refused(Problem problem) {
        return new Reply(problem.reason().word(), HttpStatus.OK, NOTHING, problem, null);
    }

    String outcome() {
        return outcome;
    }

    MutableHttpResponse<?> toResponse(HttpRequest<?> request) {
        if (problem != null) {
            return problem.toResponse(TraceId.of(request));
        }
        boolean known = etag != null && Etags.isKnown(request, etag);
        MutableHttpResponse<byte[]> response = HttpResponse.status(known ? HttpStatus.NOT_MODIFIED : status);
        MutableHttpHeaders headers = response.getHeaders();
        if (etag != null) {
            headers.set("ETag", etag);
        }
        headers.set("Cache-Control", etag == null ? "no-store" : "max-age=1");
        headers.set("X-Content-Type-Options", "nosniff");
        if (!known) {
            headers.set("Content-Type", JSON);
            response.body(body);
        }
        return response;
    }
}
