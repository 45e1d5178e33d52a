package io.tapgrid.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A process's {@code /prometheus}, read once. */
record MetricsPage(String text) {

    static URI of(int managementPort) {
        return URI.create("http://127.0.0.1:" + managementPort + "/prometheus");
    }

    static MetricsPage read(int managementPort) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(of(managementPort)).build();
        return new MetricsPage(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** Of a metric by its name with its labels, rounded down; 0 where the page has none. */
    long value(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
