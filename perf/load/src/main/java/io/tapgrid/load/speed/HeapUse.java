package io.tapgrid.load.speed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * What a process has allocated and how long it stood still for garbage collection, from its Prometheus page. Not every
 * process tells; then both are −1 and stay so in differences.
 */
public record HeapUse(double allocatedBytes, double pauseSeconds) {

    public static final HeapUse UNKNOWN = new HeapUse(-1, -1);

    private static final Duration WITHIN = Duration.ofSeconds(2);

    /** Over several processes; unknown as soon as one of them does not tell. */
    static HeapUse sum(HttpClient client, List<URI> pages) throws InterruptedException {
        double allocated = 0;
        double paused = 0;
        for (URI page : pages) {
            HeapUse one = read(client, page);
            if (one.allocatedBytes < 0) {
                return UNKNOWN;
            }
            allocated += one.allocatedBytes;
            paused += Math.max(0, one.pauseSeconds);
        }
        return pages.isEmpty() ? UNKNOWN : new HeapUse(allocated, paused);
    }

    static HeapUse read(HttpClient client, URI prometheus) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(prometheus).timeout(WITHIN).build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? parse(answer.body()) : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    static HeapUse parse(String page) {
        double allocated = -1;
        double paused = -1;
        for (String line : (Iterable<String>) page.lines()::iterator) {
            if (line.startsWith("tapgrid_jvm_gc_memory_allocated_bytes_total")) {
                allocated = Math.max(0, allocated) + value(line);
            } else if (line.startsWith("tapgrid_jvm_gc_pause_seconds_sum")) {
                paused = Math.max(0, paused) + value(line);
            }
        }
        return new HeapUse(allocated, paused);
    }

    public HeapUse since(HeapUse before) {
        boolean known = allocatedBytes >= 0 && before.allocatedBytes >= 0;
        return known
                ? new HeapUse(
                        allocatedBytes - before.allocatedBytes,
                        Math.max(0, pauseSeconds) - Math.max(0, before.pauseSeconds))
                : UNKNOWN;
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
