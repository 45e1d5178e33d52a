package io.tapgrid.admin.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** {@code /health/liveness}, {@code /health/readiness} and {@code /prometheus}, on one thread. */
public final class ManagementServer implements AutoCloseable {
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;

    public ManagementServer(InetSocketAddress address, BooleanSupplier ready, PrometheusMeterRegistry metrics)
            throws IOException {
        server = HttpServer.create(address, 0);
        server.createContext("/health/liveness", exchange -> answer(exchange, 200, "{\"status\":\"UP\"}"));
        server.createContext("/health/readiness", exchange -> {
            boolean up = ready.getAsBoolean();
            answer(exchange, up ? 200 : UNAVAILABLE, "{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}");
        });
        server.createContext("/prometheus", exchange -> answer(exchange, 200, metrics.scrape()));
    }

    public ManagementServer start() {
        server.start();
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", body.startsWith("{") ? "application/json" : "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
