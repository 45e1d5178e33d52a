package io.tapgrid.standalone.prove.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a process says of itself on {@code /prometheus}. */
final class Metrics {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();

    /** All of it; empty where it does not answer. */
    String text(InetSocketAddress management) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + management.getHostString() + ":" + management.getPort() + "/prometheus"))
                .timeout(ANSWER_WITHIN)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException away) {
            return "";
        }
    }
}
