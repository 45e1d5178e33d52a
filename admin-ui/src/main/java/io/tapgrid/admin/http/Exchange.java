package io.tapgrid.admin.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** One request and its answer, with every limit on what may be sent. Used by the one thread that serves it. */
public final class Exchange {
    /** A sale of a thousand items with names in a few languages fits. */
    static final int BODY_BYTES_MAX = 1024 * 1024;

    private static final int NESTING_MAX = 10;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .maxStringLength(10_000)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Request request;
    private final Response response;
    private final Map<String, String> variables;

    Exchange(Request request, Response response, Map<String, String> variables) {
        this.request = request;
        this.response = response;
        this.variables = variables;
    }

    /** The sale that the path names; what cannot be a sale's id is an unknown sale. */
    public SaleId saleId() {
        String text = variable("saleId");
        if (!SaleId.isValid(text)) {
            throw new Problem(Reason.UNKNOWN_SALE, "There is no such sale.");
        }
        return new SaleId(text);
    }

    public Sku sku() {
        String text = variable("sku");
        if (!Sku.isValid(text)) {
            throw new Problem(Reason.UNKNOWN_ITEM, "There is no such item in this sale.");
        }
        return new Sku(text);
    }

    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("no variable " + name + " in this route");
        }
        return value;
    }

    /** One parameter of the query string; the first where there are several. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(
                Request.extractQueryParameters(request, StandardCharsets.UTF_8).getValue(name));
    }

    /** The request key, where nothing may be done without one. */
    public RequestKey requiredKey() {
        return key().orElseThrow(() -> badKey("required"));
    }

    /** The request key if there is one; every POST takes one, and what is none is refused. */
    public Optional<RequestKey> key() {
        Optional<String> text = Optional.ofNullable(request.getHeaders().get("Idempotency-Key"));
        if (text.isPresent() && !RequestKey.isValid(text.get())) {
            throw badKey("expected");
        }
        return text.map(RequestKey::new);
    }

    private static Problem badKey(String how) {
        return new Problem(
                Reason.INVALID_REQUEST, "Idempotency-Key: 1 to 128 printable ASCII characters are " + how + ".");
    }

    /**
     * Refuses a body that is announced as larger than {@link #BODY_BYTES_MAX}. What comes of it is read away up to twice
     * as much, since a client that is still sending would not see the answer.
     */
    void requireSmallBody() throws IOException {
        if (request.getLength() > BODY_BYTES_MAX) {
            body().skip(2L * BODY_BYTES_MAX);
            throw tooLarge();
        }
    }

    private static Problem tooLarge() {
        return new Problem(Reason.TOO_LARGE, "The body is larger than 1 MiB.");
    }

    /** The body as JSON, at most 1 MiB. */
    public JsonNode json() throws IOException {
        requireContentType("application/json");
        return json(body());
    }

    private static JsonNode json(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(BODY_BYTES_MAX + 1);
        if (bytes.length > BODY_BYTES_MAX) {
            throw tooLarge();
        }
        try (JsonParser parser = JSON.createParser(bytes)) {
            JsonNode tree = JSON.readTree(parser);
            if (tree == null || tree.isMissingNode()) {
                throw new Problem(Reason.INVALID_REQUEST, "The body is empty.");
            }
            if (parser.nextToken() != null) {
                throw new Problem(Reason.INVALID_REQUEST, "There is something after the JSON.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new Problem(Reason.INVALID_REQUEST, "The body is not JSON as expected: " + e.getOriginalMessage());
        }
    }

    /** For calls that say everything in their path: a body is refused unless it is none, or {@code {}}, whatever its type is said to be. */
    public void requireEmptyBody() throws IOException {
        PushbackInputStream body = new PushbackInputStream(body());
        int first = body.read();
        if (first < 0) {
            return;
        }
        body.unread(first);
        JsonNode said = json(body);
        if (!said.isObject() || !said.isEmpty()) {
            throw new Problem(Reason.INVALID_REQUEST, "body: (expected: none, or {})");
        }
    }

    private InputStream body() {
        return Content.Source.asInputStream(request);
    }

    /**
     * The body as it comes. The connection may be silent for as long as its reader is busy with what it has; a client
     * that is waited for and sends nothing is still given up after the idle time.
     */
    public InputStream streamedBody() {
        request.addIdleTimeoutListener(silence -> false);
        return body();
    }

    public void requireContentType(String expected) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!media.equals(expected)) {
            throw new Problem(Reason.UNSUPPORTED_MEDIA_TYPE, "Content-Type: " + expected + " is expected.");
        }
    }

    /** Answers with JSON. */
    public void answer(int status, JsonNode body) throws IOException {
        answer(status, "application/json", JSON.writeValueAsBytes(body));
    }

    public void answer(int status, String contentType, byte[] body) throws IOException {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            out.write(body);
        }
    }

    /** Begins an answer that goes on: the caller writes and flushes until it is done or the client is gone. */
    public OutputStream stream(String contentType) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        return Content.Sink.asOutputStream(response);
    }

    public void header(String name, String value) {
        response.getHeaders().put(name, value);
    }
}
