package io.tapgrid.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapgrid.admin.http.AdminServer;
import io.tapgrid.domain.Shards;
import io.tapgrid.testkit.InMemoryGrid;
import io.tapgrid.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The console over a grid in memory, spoken to over HTTP as an operator's program would. */
final class ConsoleFixture implements AutoCloseable {
    static final String KEY = "tgk_test-key";
    static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
    static final String SALE = """
            {"sale":"PHONE-DAY","name":{"en":"Phone day","zh":"手机日"},"opensAt":"2026-12-01T04:00:00Z",
             "closesAt":"2026-12-01T06:00:00Z","reservation":"required","rule":"ONE_PER_ITEM","holdFor":"5m","payFor":"15m",
             "items":[{"sku":"PHONE-X","name":{"en":"Phone X","zh":"手机X"},"priceMinor":199900,"currency":"CNY","stock":1000}]}
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    final SettableClock clock = new SettableClock(START);
    final InMemoryGrid grid = new InMemoryGrid(new Shards(4), clock);
    private final AdminServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    ConsoleFixture() throws Exception {
        server = Console.server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), KEY, grid.admin(), clock)
                .start();
    }

    record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        String reason() {
            return body.path("reason").asText();
        }
    }

    /** Every method and pattern that the console serves. */
    static List<String> routes() {
        SettableClock clock = new SettableClock(START);
        return Console.routes(new InMemoryGrid(new Shards(1), clock).admin(), clock)
                .all();
    }

    int port() {
        return server.port();
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return post(path, json, UUID.randomUUID().toString());
    }

    Answer post(String path, String json, String key) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json)));
    }

    Answer put(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    Answer csv(String path, BodyPublisher csv) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(csv));
    }

    HttpRequest.Builder request(String path) {
        return bare(path).header("Authorization", "Bearer " + KEY);
    }

    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()), answer);
    }

    /** Of an answer that need not be JSON. */
    int statusOf(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** PHONE-DAY, scheduled. */
    ConsoleFixture withScheduledSale() throws IOException, InterruptedException {
        post("/admin/v1/sales", SALE);
        post("/admin/v1/sales/PHONE-DAY/schedule", "{}");
        return this;
    }

    /** PHONE-DAY, open. */
    ConsoleFixture withOpenSale() throws IOException, InterruptedException {
        withScheduledSale();
        clock.set(Instant.parse("2026-12-01T04:00:01Z"));
        grid.tick();
        return this;
    }

    @Override
    public void close() {
        server.close();
    }
}
