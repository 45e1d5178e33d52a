package io.tapgrid.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One request, built up and sent. */
public final class Request {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final HttpRequest.Builder builder;
    private final String method;
    private BodyPublisher body = BodyPublishers.noBody();

    Request(int port, String method, String path) {
        this.method = method;
        this.builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    public Request by(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Request key(String key) {
        return header("Idempotency-Key", key);
    }

    public Request header(String name, String value) {
        builder.header(name, value);
        return this;
    }

    public Request json(String text) {
        return body("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    public Request body(String type, byte[] bytes) {
        body = BodyPublishers.ofByteArray(bytes);
        return header("Content-Type", type);
    }

    public Answered send() {
        try {
            return new Answered(CLIENT.send(built(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public CompletableFuture<Answered> sendLater() {
        return CLIENT.sendAsync(built(), BodyHandlers.ofByteArray()).thenApply(Answered::new);
    }

    private HttpRequest built() {
        return builder.method(method, body).build();
    }
}
