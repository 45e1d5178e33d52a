package io.tapgrid.gridapi.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * {@code GET /health/liveness}, {@code /health/readiness} and {@code /prometheus}, and whatever orders a process adds. Two
 * threads of its own, so that a slow scrape disturbs nobody.
 */
public final class ManagementServer implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int BACKLOG = 16;
    private static final int UNAVAILABLE = 503;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final ExecutorService threads;
    private final HttpServer server;

    /**
     * Whether a process can do its work now.
     *
     * @param why what is missing, in words for operators; empty when it is ready
     */
    public record Readiness(boolean ready, String why) {
        public static final Readiness READY = new Readiness(true, "");

        public static Readiness notYet(String why) {
            return new Readiness(false, why);
        }
    }

    /**
     * Binds at once; answers from {@link #start} on.
     *
     * @param metrics the text that {@code /prometheus} answers with
     */
    public ManagementServer(InetSocketAddress address, Supplier<Readiness> readiness, Supplier<String> metrics)
            throws IOException {
        threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "management");
            thread.setDaemon(true);
            return thread;
        });
        server = HttpServer.create(address, BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, "GET", 404, JSON, "{\"status\":\"UNKNOWN\"}"));
        server.createContext("/health/liveness", exchange -> answer(exchange, "GET", 200, JSON, "{\"status\":\"UP\"}"));
        server.createContext("/health/readiness", exchange -> answer(exchange, "GET", readiness.get()));
        server.createContext("/prometheus", exchange -> answer(exchange, "GET", 200, TEXT, metrics.get()));
    }

    /** Adds an order: {@code POST path}, answered with 200 when it was carried out and 503 when not. It may take its time. */
    public ManagementServer order(String path, Supplier<Readiness> carriedOut) {
        server.createContext(path, exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                answer(exchange, "POST", carriedOut.get());
            } else {
                answer(exchange, "POST", 405, JSON, "");
            }
        });
        return this;
    }

    public ManagementServer start() {
        server.start();
        return this;
    }

    /** The port it listens on; differs from the given one where that was 0. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, String method, Readiness readiness) throws IOException {
        String body = readiness.ready()
                ? "{\"status\":\"UP\"}"
                : "{\"status\":\"DOWN\",\"why\":\"" + readiness.why().replaceAll("[\"\\\\\\p{Cntrl}]", " ") + "\"}";
        answer(exchange, method, readiness.ready() ? 200 : UNAVAILABLE, JSON, body);
    }

    private static void answer(HttpExchange exchange, String method, int status, String type, String text)
            throws IOException {
        try (exchange) {
            boolean right = exchange.getRequestMethod().equals(method);
            byte[] body = right ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(right ? status : 405, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
