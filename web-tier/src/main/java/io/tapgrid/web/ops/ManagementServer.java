package io.tapgrid.web.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapgrid.web.admission.Boards;
import io.tapgrid.web.config.WebConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code GET /health/liveness}, {@code /health/readiness} and {@code /prometheus}. Ready means that there is a fresh
 * board: the grid answers and shoppers can be served. Two threads of its own, so that a slow scrape disturbs nobody.
 */
@Singleton
public final class ManagementServer {
    private static final int THREADS = 2;
    private static final int BACKLOG = 16;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final PrometheusMeterRegistry registry;
    private final Boards boards;
    private final ExecutorService threads;
    private final HttpServer server;

    ManagementServer(WebConfig config, PrometheusMeterRegistry registry, Boards boards) throws IOException {
        this.registry = registry;
        this.boards = boards;
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "management");
            thread.setDaemon(true);
            return thread;
        });
        InetAddress host = InetAddress.getByName(config.managementHost());
        this.server = HttpServer.create(new InetSocketAddress(host, config.managementPort()), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, 404, JSON, "{\"status\":\"UNKNOWN\"}"));
        server.createContext("/health/liveness", exchange -> answer(exchange, 200, JSON, "{\"status\":\"UP\"}"));
        server.createContext("/health/readiness", this::readiness);
        server.createContext("/prometheus", exchange -> answer(exchange, 200, TEXT, this.registry.scrape()));
    }

    public void start() {
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void readiness(HttpExchange exchange) throws IOException {
        boolean ready = boards.isFresh();
        answer(exchange, ready ? 200 : 503, JSON, ready ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            boolean read = exchange.getRequestMethod().equals("GET");
            byte[] body = read ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(read ? status : 405, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @PreDestroy
    void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
