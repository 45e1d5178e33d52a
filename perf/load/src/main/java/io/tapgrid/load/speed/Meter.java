package io.tapgrid.load.speed;

import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntFunction;

/**
 * Measures what requests cost the processes of one system, at saturation and from quiet to quiet, so that what is left
 * to do after the last answer is on the account of those who caused it. One stretch at a time.
 */
public final class Meter {

    private static final Duration QUIET_WITHIN = Duration.ofSeconds(90);
    private static final long MINUTES_MAX = 5;

    private final HttpDriver driver;
    private final int connections;
    private final ServerProcesses servers;
    private final Quiet quiet;
    private final List<URI> pages;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * @param quiet of the same processes, observed when nothing was asked of them
     * @param pages where the processes tell of their heaps; empty where none does
     */
    public Meter(HttpDriver driver, int connections, ServerProcesses servers, Quiet quiet, List<URI> pages) {
        this.driver = driver;
        this.connections = connections;
        this.servers = servers;
        this.quiet = quiet;
        this.pages = List.copyOf(pages);
    }

    /**
     * Sends so many requests and waits until the servers are quiet.
     *
     * @param expected the outcome that counts: {@code ok}, or the reason of a refusal
     * @param requests the i-th of {@code count}, from 0; called on loop threads
     */
    public Reading measure(int count, String expected, IntFunction<Request> requests)
            throws IOException, InterruptedException {
        HeapUse heap = HeapUse.sum(client, pages);
        SortedMap<String, Long> cpu = servers.cpuNanos();
        long driverCpu = driver.cpuNanos();
        long start = System.nanoTime();
        ClosedLoop.Result result = new ClosedLoop(driver, connections, MINUTES_MAX).run(count, requests);
        long driverUsed = driver.cpuNanos() - driverCpu;
        boolean becameQuiet = quiet.await(QUIET_WITHIN);
        SortedMap<String, Long> used = quiet.busyNanos(cpu, servers.cpuNanos(), System.nanoTime() - start);
        return new Reading(
                count,
                result.latencies().count(label -> label.outcome().equals(expected)),
                result.nanos(),
                used,
                driverUsed,
                HeapUse.sum(client, pages).since(heap),
                result.latencies().summary(label -> true),
                becameQuiet);
    }
}
