package io.tapgrid.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Instant;
import java.util.UUID;

/** The answers to a grab, in Tapgrid's words and with its headers. */
final class Answers {

    private Answers() {}

    static MutableHttpResponse<byte[]> won(String purchaseId, String token, long holdExpiresAtMillis) {
        String json = "{\"outcome\":\"WON\",\"purchaseId\":\"" + purchaseId + "\",\"token\":\"" + token
                + "\",\"state\":\"HELD\",\"holdExpiresAt\":\"" + Instant.ofEpochMilli(holdExpiresAtMillis) + "\"}";
        return answer(HttpStatus.OK, "application/json", json);
    }

    static MutableHttpResponse<byte[]> refused(HttpStatus status, String reason) {
        String json = "{\"type\":\"/problems/" + reason + "\",\"title\":\"" + reason + "\",\"status\":"
                + status.getCode() + ",\"reason\":\"" + reason + "\",\"layer\":\"peer\",\"traceId\":\""
                + UUID.randomUUID() + "\"}";
        return answer(status, "application/problem+json", json);
    }

    private static MutableHttpResponse<byte[]> answer(HttpStatus status, String type, String json) {
        MutableHttpResponse<byte[]> response =
                HttpResponse.<byte[]>status(status).body(json.getBytes(UTF_8));
        response.getHeaders()
                .set("Content-Type", type)
                .set("Cache-Control", "no-store")
                .set("X-Content-Type-Options", "nosniff");
        return response;
    }
}
