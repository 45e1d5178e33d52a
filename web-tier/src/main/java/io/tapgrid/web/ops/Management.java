package io.tapgrid.web.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapgrid.gridapi.ops.ManagementServer;
import io.tapgrid.gridapi.ops.ManagementServer.Readiness;
import io.tapgrid.web.admission.Boards;
import io.tapgrid.web.config.WebConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The management port of a web process. It is ready while there is a fresh board: the grid answers and shoppers can be served. */
@Singleton
public final class Management {
    private final ManagementServer server;

    Management(WebConfig config, PrometheusMeterRegistry registry, Boards boards) throws IOException {
        this.server = new ManagementServer(
                new InetSocketAddress(config.managementHost(), config.managementPort()),
                () -> boards.isFresh() ? Readiness.READY : Readiness.notYet("no board of the last seconds"),
                registry::scrape);
    }

    public void start() {
        server.start();
    }

    public int port() {
        return server.port();
    }

    @PreDestroy
    void close() {
        server.close();
    }
}
