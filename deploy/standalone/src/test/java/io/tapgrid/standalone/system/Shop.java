package io.tapgrid.standalone.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The shopper API, the shop's webhook and what the console tells, over HTTP. Any thread. */
final class Shop {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private final RunningSystem system;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Shop(RunningSystem system) {
        this.system = system;
    }

    /** What came back. Status 0: nothing came back, and nobody knows; the body says what the client met instead. */
    record Answer(int status, JsonNode body, Duration took) {
        String reason() {
            return body.path("reason").asText();
        }

        String text(String field) {
            return body.path(field).asText();
        }

        /** Ask again with the same key. */
        boolean isOpen() {
            return status == 0 || status == 503 || status == 429 || reason().equals("key-in-use");
        }
    }

    Answer grab(String saleId, String sku, String uid, String key) throws InterruptedException {
        return asShopper("/v1/sales/" + saleId + "/items/" + sku + "/grab", uid, key, "");
    }

    Answer cart(String purchaseId, String token, String uid) throws InterruptedException {
        return asShopper("/v1/purchases/" + purchaseId + "/cart", uid, "cart-" + uid, "{\"token\":\"" + token + "\"}");
    }

    Answer state(String saleId) throws InterruptedException {
        return send(request(system.port("HTTP"), "/v1/sales/" + saleId).GET());
    }

    Answer conservation(String saleId) throws InterruptedException, IOException {
        return send(request(system.port("ADMIN"), "/admin/v1/sales/" + saleId + "/conservation")
                .header("Authorization", "Bearer " + system.secret("api-key"))
                .GET());
    }

    Answer paid(String purchaseId, String paymentId, long amountMinor)
            throws InterruptedException, IOException, GeneralSecurityException {
        String body = "{\"paymentId\":\"" + paymentId + "\",\"amountMinor\":" + amountMinor + ",\"currency\":\"CNY\"}";
        String id = UUID.randomUUID().toString();
        String at = Long.toString(Instant.now().getEpochSecond());
        return send(request(system.port("HTTP"), "/v1/shop/purchases/" + purchaseId + "/paid")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", paymentId)
                .header("webhook-id", id)
                .header("webhook-timestamp", at)
                .header("webhook-signature", "v1," + sign(id + "." + at + "." + body))
                .POST(BodyPublishers.ofString(body)));
    }

    private String sign(String text) throws IOException, GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(system.secret("shop-secret").substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer asShopper(String path, String uid, String key, String body) throws InterruptedException {
        String token = tokens.get(uid);
        if (token == null) {
            Answer login = send(request(system.port("HTTP"), "/dev/login")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"uid\":\"" + uid + "\"}")));
            if (login.status() != 200) {
                return login;
            }
            token = login.text("token");
            tokens.put(uid, token);
        }
        HttpRequest.Builder request = request(system.port("HTTP"), path)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(ANSWER_WITHIN);
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), JSON.readTree(response.body()), Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException nobodyKnows) {
            JsonNode why = JSON.createObjectNode().put("noAnswer", nobodyKnows.toString());
            return new Answer(0, why, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
