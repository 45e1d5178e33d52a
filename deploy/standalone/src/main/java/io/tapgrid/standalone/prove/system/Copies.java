package io.tapgrid.standalone.prove.system;

import io.tapgrid.standalone.process.Health;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Asks a node to compare every shard's copies ({@code POST /compare-copies} on its management port). */
public final class Copies {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(90);

    private Copies() {}

    /** What differs; nothing where all agree. */
    public static List<String> compare(Subject subject) throws InterruptedException {
        InetSocketAddress node = subject.settings().nodeManagement(1);
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(Health.uri(node, "/compare-copies"))
                .timeout(ANSWER_WITHIN)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? List.of() : List.of(answer.body());
        } catch (IOException e) {
            return List.of("could not be compared: " + e);
        }
    }
}
