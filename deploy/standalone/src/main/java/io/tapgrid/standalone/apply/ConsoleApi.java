package io.tapgrid.standalone.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.DataFolder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The admin API of the running system, as its command line uses it. A refusal is a {@link CommandFailure} in its words. */
final class ConsoleApi {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final Duration IMPORT_WITHIN = Duration.ofHours(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final Path keyFile;
    private final String key;

    ConsoleApi(int port, DataFolder data) {
        this.base = "http://127.0.0.1:" + port + "/admin/v1";
        this.keyFile = data.apiKey();
        this.key = data.read(keyFile);
    }

    /** What came back: its status and its body as JSON. */
    record Answer(int status, JsonNode body) {}

    Answer get(String path) throws InterruptedException {
        return send(request(path, ANSWER_WITHIN).GET());
    }

    JsonNode post(String path, JsonNode body) throws InterruptedException {
        return done(send(json(path).POST(BodyPublishers.ofString(body.toString()))));
    }

    JsonNode put(String path, JsonNode body) throws InterruptedException {
        return done(send(json(path).PUT(BodyPublishers.ofString(body.toString()))));
    }

    JsonNode upload(String path, BodyPublisher csv) throws InterruptedException {
        return done(send(request(path, IMPORT_WITHIN)
                .header("Content-Type", "text/csv; charset=utf-8")
                .POST(csv)));
    }

    /** The command with which an operator would post that, for hints. */
    String curl(String path, String body) {
        return "curl -H \"Authorization: Bearer $(cat " + keyFile + ")\" -H \"Idempotency-Key: " + UUID.randomUUID()
                + "\" -H 'Content-Type: application/json' -d '" + body + "' " + base + path;
    }

    private HttpRequest.Builder json(String path) {
        return request(path, ANSWER_WITHIN).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path, Duration within) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(within)
                .header("Authorization", "Bearer " + key)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(base + ": what answers there is not the console (see TAPGRID_ADMIN_PORT)", e);
        } catch (ConnectException e) {
            throw new CommandFailure(base + ": nobody answers; is the system running? ./tapgrid start", e);
        } catch (IOException e) {
            throw new CommandFailure(base + ": no answer (" + e + "); what it did is not known, apply again", e);
        }
    }

    private static JsonNode done(Answer answer) {
        if (answer.status() >= 200 && answer.status() < 300) {
            return answer.body();
        }
        throw refused(answer);
    }

    static CommandFailure refused(Answer answer) {
        JsonNode body = answer.body();
        StringBuilder message = new StringBuilder(body.path("reason").asText("status " + answer.status()));
        for (String field : new String[] {"title", "detail"}) {
            if (body.path(field).isTextual()) {
                message.append(": ").append(body.path(field).asText());
            }
        }
        return new CommandFailure(message.toString());
    }
}
