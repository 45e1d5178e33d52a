package io.tapgrid.load.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tapgrid.load.http.Answer;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * An answer read as the contract has it: a status, and a JSON object that may lack any field. What is not there, or is
 * of another kind, reads as empty, since whoever checks the server must survive its mistakes.
 */
public final class Reply {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final int retryAfterSeconds;
    private final JsonNode body;

    private Reply(int status, int retryAfterSeconds, JsonNode body) {
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
        this.body = body;
    }

    public static Reply of(Answer answer) {
        return new Reply(answer.status(), answer.retryAfterSeconds(), parse(answer.body()));
    }

    static Reply of(int status, String body) {
        return new Reply(status, -1, parse(body.getBytes(UTF_8)));
    }

    /** Stands for no reply at all: status 0, no fields. */
    public static Reply none() {
        return new Reply(0, -1, MissingNode.getInstance());
    }

    public int status() {
        return status;
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Seconds to wait before a repeat, −1 if the server did not say. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The problem's reason; for an error without one, {@code status-} and the number. */
    public String reason() {
        String reason = text("reason");
        return reason.isEmpty() ? "status-" + status : reason;
    }

    /** Whether the contract asks to repeat the same request with the same key later. */
    public boolean asksToRepeat() {
        return status == 429
                || status == 503
                || (status == 409 && text("reason").equals("key-in-use"));
    }

    /** Whether this is an answer that the contract has no place for: an error without a reason, or a bare 5xx. */
    public boolean outsideTheContract() {
        return status >= 400 && (text("reason").isEmpty() || (status >= 500 && status != 503));
    }

    public String text(String field) {
        return body.path(field).asText("");
    }

    public Optional<Instant> time(String field) {
        try {
            return text(field).isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text(field)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public JsonNode body() {
        return body;
    }

    @Override
    public String toString() {
        return status + " " + body;
    }

    /** A JSON string, quotes included. */
    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every string can be written", e);
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node != null && node.isObject() ? node : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
