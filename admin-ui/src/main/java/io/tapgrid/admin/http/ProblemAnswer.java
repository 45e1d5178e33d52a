package io.tapgrid.admin.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.domain.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes a problem as RFC 9457 has it, with the reason and the layer of the contract. */
final class ProblemAnswer {
    private static final String LAYER = "console";

    private ProblemAnswer() {}

    static void write(Response response, Callback callback, Problem problem, String traceId) {
        if (response.isCommitted()) {
            callback.failed(problem);
            return;
        }
        Reason reason = problem.reason();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "/problems/" + reason.word());
        body.put("title", problem.getMessage());
        body.put("status", problem.status());
        body.put("reason", reason.word());
        body.put("layer", LAYER);
        body.put("traceId", traceId);
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        problem.retryAfter().ifPresent(it -> response.getHeaders().put(HttpHeader.RETRY_AFTER, wholeSeconds(it)));
        if (!problem.allowed().isEmpty()) {
            response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", problem.allowed()));
        }
        if (reason == Reason.LOGIN_REQUIRED || reason == Reason.LOGIN_INVALID) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }

    /** Rounded up, at least one. */
    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
