package io.tapgrid.web.problem;

import static java.util.Objects.requireNonNull;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.tapgrid.domain.Reason;
import io.tapgrid.gridapi.http.ReasonStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One refusal, as a value. Most are the same few again and again, so everything up to the trace id is rendered once for
 * each reason and layer.
 */
public final class Problem {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Duration RETRY_SOON = Duration.ofSeconds(1);
    private static final byte[] PLAIN_TAIL = {'"', '}'};
    private static final Map<Layer, Map<Reason, Problem>> PLAIN = plainOnes();

    private final Reason reason;
    private final Layer layer;
    private final @Nullable String field;
    private final @Nullable String detail;
    private final @Nullable Duration retryAfter;
    private final HttpStatus status;
    private final byte[] head;

    private Problem(
            Reason reason,
            Layer layer,
            @Nullable String field,
            @Nullable String detail,
            @Nullable Duration retryAfter) {
        this.reason = reason;
        this.layer = layer;
        this.field = field;
        this.detail = detail;
        this.retryAfter = retryAfter;
        this.status = HttpStatus.valueOf(ReasonStatus.of(reason));
        this.head = head(reason, layer);
    }

    public static Problem of(Reason reason, Layer layer) {
        return requireNonNull(requireNonNull(PLAIN.get(layer)).get(reason));
    }

    /**
     * For what should not have happened. What a GET asked was not done; of anything else nobody can say whether it was
     * done before the accident.
     */
    public static Problem ofAccident(HttpRequest<?> request) {
        boolean harmless = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        return of(harmless ? Reason.DEGRADED : Reason.UNKNOWN_OUTCOME, Layer.WEB);
    }

    /** {@code field} names what is wrong, in the contract's words; {@code detail} says what was expected of it. */
    public static Problem invalid(String field, String detail) {
        return new Problem(Reason.INVALID_REQUEST, Layer.WEB, field, detail, null);
    }

    public Problem withField(@Nullable String field) {
        return field == null ? this : new Problem(reason, layer, field, detail, retryAfter);
    }

    public Problem withDetail(String detail) {
        return new Problem(reason, layer, field, detail, retryAfter);
    }

    /** Sent in whole seconds, rounded up, at least one. */
    public Problem withRetryAfter(Duration retryAfter) {
        return new Problem(reason, layer, field, detail, retryAfter);
    }

    public Reason reason() {
        return reason;
    }

    public int status() {
        return status.getCode();
    }

    public MutableHttpResponse<byte[]> toResponse(String traceId) {
        MutableHttpResponse<byte[]> response =
                HttpResponse.<byte[]>status(status).body(json(traceId));
        fill(response);
        return response;
    }

    /** Turns somebody else's response into this problem. */
    MutableHttpResponse<?> overwrite(MutableHttpResponse<?> response, String traceId) {
        response.status(status);
        MutableHttpResponse<byte[]> filled = response.body(json(traceId));
        fill(filled);
        return filled;
    }

    private void fill(MutableHttpResponse<?> response) {
        response.getHeaders()
                .set("Content-Type", MEDIA_TYPE)
                .set("Cache-Control", "no-store")
                .set("X-Content-Type-Options", "nosniff");
        if (retryAfter != null) {
            long seconds = Math.max(1, (retryAfter.toMillis() + 999) / 1000);
            response.getHeaders().set("Retry-After", Long.toString(seconds));
        }
        if (status() == 401) {
            response.getHeaders().set("WWW-Authenticate", "Bearer");
        }
    }

    private byte[] json(String traceId) {
        byte[] tail = field == null && detail == null ? PLAIN_TAIL : tail();
        byte[] whole = Arrays.copyOf(head, head.length + traceId.length() + tail.length);
        byte[] id = traceId.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(id, 0, whole, head.length, id.length);
        System.arraycopy(tail, 0, whole, head.length + id.length, tail.length);
        return whole;
    }

    private byte[] tail() {
        StringBuilder text = new StringBuilder();
        if (field != null) {
            text.append("\",\"field\":\"");
            JsonEscape.append(text, field);
        }
        if (detail != null) {
            text.append("\",\"detail\":\"");
            JsonEscape.append(text, detail);
        }
        return text.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] head(Reason reason, Layer layer) {
        String text = "{\"type\":\"/problems/" + reason.word() + "\",\"title\":\"" + ReasonText.title(reason)
                + "\",\"status\":" + ReasonStatus.of(reason) + ",\"reason\":\"" + reason.word()
                + "\",\"layer\":\"" + layer.word() + "\",\"traceId\":\"";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<Layer, Map<Reason, Problem>> plainOnes() {
        Map<Layer, Map<Reason, Problem>> all = new EnumMap<>(Layer.class);
        for (Layer layer : Layer.values()) {
            Map<Reason, Problem> ofLayer = new EnumMap<>(Reason.class);
            for (Reason reason : Reason.values()) {
                Duration retryAfter = ReasonStatus.asksToRetry(reason) ? RETRY_SOON : null;
                ofLayer.put(reason, new Problem(reason, layer, null, null, retryAfter));
            }
            all.put(layer, ofLayer);
        }
        return all;
    }
}
