package io.tapgrid.standalone.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a process on its management port how it is. */
public final class Health {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    public boolean isReady(InetSocketAddress management) throws InterruptedException {
        return answers(management, "/health/readiness");
    }

    /** Of something that a process with that management address serves there. */
    public static URI uri(InetSocketAddress management, String path) {
        return URI.create("http://" + management.getHostString() + ":" + management.getPort() + path);
    }

    private boolean answers(InetSocketAddress management, String path) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri(management, path)).timeout(TIMEOUT).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notListening) {
            return false;
        }
    }
}
