package io.tapgrid.admin.http;

import io.tapgrid.domain.Reason;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with our limits: 64 threads, 8 KiB of headers, and its own errors as problems too. */
public final class AdminServer implements AutoCloseable {
    private static final int THREADS_MAX = 64;
    private static final int HEADER_BYTES_MAX = 8 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Server server;
    private final ServerConnector connector;

    public AdminServer(InetSocketAddress address, Routes routes, ApiKey apiKey) {
        this(address, routes, apiKey, IDLE);
    }

    /** @param idle silence after which a connection is given up */
    AdminServer(InetSocketAddress address, Routes routes, ApiKey apiKey, Duration idle) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX);
        threads.setName("console");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(idle.toMillis());
        server.addConnector(connector);
        server.setHandler(new AdminHandler(routes, apiKey));
        server.setErrorHandler(new JettysOwnErrors());
    }

    public AdminServer start() throws Exception {
        server.start();
        return this;
    }

    /** The port it listens on; differs from the configured one where that was 0. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    /** What Jetty refuses before a handler sees it: a broken request line, headers that are too large. */
    private static final class JettysOwnErrors extends ErrorHandler {
        private static final String NOT_READ = "The request could not be read.";

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            SecurityHeaders.put(response);
            ProblemAnswer.write(response, callback, problem(response.getStatus(), request), request.getId());
            return true;
        }

        private static Problem problem(int status, Request request) {
            return switch (status) {
                case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
                        HttpStatus.URI_TOO_LONG_414,
                        HttpStatus.PAYLOAD_TOO_LARGE_413 -> new Problem(Reason.TOO_LARGE, NOT_READ);
                default ->
                    status >= HttpStatus.INTERNAL_SERVER_ERROR_500
                            ? Problem.ofAccident(request.getMethod())
                            : new Problem(Reason.INVALID_REQUEST, NOT_READ);
            };
        }
    }
}
