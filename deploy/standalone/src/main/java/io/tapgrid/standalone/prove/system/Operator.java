package io.tapgrid.standalone.prove.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * An operator at the console's API who does not give up: what is not answered, or answered with "later", is asked again
 * with the same key.
 */
public final class Operator {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final String base;
    private final String key;

    public Operator(Settings settings, String apiKey) {
        this.base = "http://" + settings.hosts().of("console") + ":"
                + settings.ports().admin() + "/admin/v1";
        this.key = apiKey;
    }

    /** Status 0: nobody knows. */
    public record Answer(int status, JsonNode body) {
        /** {@code IllegalStateException} where the console refused. */
        public void require(String what) {
            if (status < 200 || status >= 300) {
                throw new IllegalStateException("the console refused " + what + ": " + status + " " + body);
            }
        }

        boolean isOpen() {
            return status == 0
                    || status == 503
                    || status == 429
                    || body.path("reason").asText().equals("key-in-use");
        }
    }

    /** Until it is answered. {@code CommandFailure} when it is not within the limit. */
    public Answer post(String path, String type, String body, Duration limit) throws InterruptedException {
        String request = UUID.randomUUID().toString();
        return insist(
                path,
                limit,
                () -> send(HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", type)
                        .header("Idempotency-Key", request)
                        .POST(BodyPublishers.ofString(body))));
    }

    public Answer post(String path, String body, Duration limit) throws InterruptedException {
        return post(path, "application/json", body, limit);
    }

    public Answer get(String path, Duration limit) throws InterruptedException {
        return insist(
                path,
                limit,
                () -> send(HttpRequest.newBuilder(URI.create(base + path)).GET()));
    }

    private interface Question {
        Answer ask() throws InterruptedException;
    }

    private static Answer insist(String path, Duration limit, Question question) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Answer answer = question.ask();
            if (!answer.isOpen()) {
                return answer;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new CommandFailure("console " + path + ": no answer within " + limit.toSeconds() + " s, last "
                        + answer.status() + " " + answer.body());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(
                    request.timeout(ANSWER_WITHIN)
                            .header("Authorization", "Bearer " + key)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException nobodyKnows) {
            return new Answer(0, MissingNode.getInstance());
        }
    }
}
