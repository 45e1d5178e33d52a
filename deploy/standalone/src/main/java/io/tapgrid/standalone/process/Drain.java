package io.tapgrid.standalone.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Asks the grid, through one node's management port, to take no more commands and to bring its journal to MySQL. Must
 * come before the first node is stopped: once the majority is gone nothing can be shipped.
 */
public final class Drain {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Drain() {}

    public static void ask(int managementPort, Consumer<String> progress) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/drain"))
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            progress.accept(
                    answer.statusCode() == 200
                            ? "journal drained"
                            : "journal not drained (" + answer.body() + "); the next start goes on with it");
        } catch (IOException e) {
            progress.accept("journal not drained (" + e + "); the next start goes on with it");
        }
    }
}
