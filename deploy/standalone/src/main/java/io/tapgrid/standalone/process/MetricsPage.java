package io.tapgrid.standalone.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A process's {@code /prometheus}, read once. */
public record MetricsPage(String text) {
    /** Where a process with that management address has it. */
    public static final String PATH = "/prometheus";

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();

    /** Throws when it does not answer within two seconds. */
    public static MetricsPage read(InetSocketAddress management) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Health.uri(management, PATH))
                .timeout(ANSWER_WITHIN)
                .build();
        return new MetricsPage(
                CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Of a metric by its name with its labels, rounded down; 0 where the page has none. */
    public long value(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
