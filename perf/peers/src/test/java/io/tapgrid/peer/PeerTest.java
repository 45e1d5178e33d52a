package io.tapgrid.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP and a real Redis: it must sell as honestly as what it is compared with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PeerTest {

    private static final String SECRET = "a secret that only this test and its server know";
    private static final Clock CLOCK = Clock.systemUTC();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Logins logins = new Logins(SECRET, CLOCK);

    @SuppressWarnings("NullAway.Init")
    private RedisServer redis;

    @SuppressWarnings("NullAway.Init")
    private PeerServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        redis = RedisServer.start(folder);
        server = PeerServer.start(redis.port(), SECRET, CLOCK);
    }

    @AfterAll
    void stop() {
        try {
            server.close();
        } finally {
            redis.close();
        }
    }

    @Test
    void it_sells_exactly_the_stock_and_once_to_a_shopper() throws Exception {
        prepare("RUSH", 7, 50);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(client.sendAsync(
                    grab("RUSH", "shopper-" + i % 50, "key-" + i), HttpResponse.BodyHandlers.ofString()));
        }

        List<String> bodies = answers.stream()
                .map(answer -> answer.join().body())
                .map(body -> body.replaceAll("\"traceId.*", ""))
                .toList();
        assertThat(bodies)
                .filteredOn(body -> body.contains("\"outcome\":\"WON\""))
                .hasSize(7)
                .doesNotHaveDuplicates();
        assertThat(bodies)
                .filteredOn(body -> !body.contains("\"outcome\":\"WON\""))
                .allMatch(body -> body.contains("sold-out") || body.contains("limit-reached"));
    }

    @Test
    void a_key_repeated_finds_the_same_purchase() throws Exception {
        prepare("AGAIN", 5, 1);

        assertThat(ask("AGAIN", "shopper-0", "one").body())
                .isEqualTo(ask("AGAIN", "shopper-0", "one").body());
        assertThat(ask("AGAIN", "shopper-0", "other").body()).contains("\"reason\":\"limit-reached\"");
    }

    @Test
    void who_has_not_reserved_gets_nothing() throws Exception {
        prepare("LISTED", 5, 1);

        assertThat(ask("LISTED", "stranger", "one").statusCode()).isEqualTo(403);
    }

    @Test
    void a_login_that_is_not_sealed_or_over_is_refused() throws Exception {
        prepare("CLOSED", 5, 1);
        String over = logins.token("shopper-0", CLOCK.instant().getEpochSecond());
        String forged = new Logins("another secret", CLOCK).token("shopper-0", Integer.MAX_VALUE);

        assertThat(send(grab("CLOSED", over)).statusCode()).isEqualTo(401);
        assertThat(send(grab("CLOSED", forged)).statusCode()).isEqualTo(401);
        assertThat(send(grab("CLOSED", "tgs.x")).statusCode()).isEqualTo(401);
    }

    private void prepare(String sale, int units, int reserved) throws Exception {
        String query = "?units=" + units + "&prefix=shopper-&reserved=" + reserved;
        var request = HttpRequest.newBuilder(uri("/prepare/" + sale + "/ITEM" + query))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(send(request).statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> ask(String sale, String uid, String key) throws Exception {
        return send(grab(sale, uid, key));
    }

    private HttpRequest grab(String sale, String uid, String key) {
        return request(sale, logins.token(uid, CLOCK.instant().getEpochSecond() + 60), key);
    }

    private HttpRequest grab(String sale, String token) {
        return request(sale, token, "key");
    }

    private HttpRequest request(String sale, String token, String key) {
        return HttpRequest.newBuilder(uri("/v1/sales/" + sale + "/items/ITEM/grab"))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
