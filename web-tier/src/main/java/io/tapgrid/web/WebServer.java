package io.tapgrid.web;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.web.config.WebConfig;
import io.tapgrid.web.http.JsonBody;
import io.tapgrid.web.ops.Management;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A web process: Micronaut on Netty over any {@link SaleGrid}. It is composed by {@link WebMain} over the real grid, by
 * the standalone deployment over a node in the same JVM, and by tests over the in-memory grid. Whoever passes the grid
 * in closes it, after this.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final int LINE_BYTES_MAX = 4 * 1024;
    private static final int HEADER_BYTES_MAX = 8 * 1024;

    /** The site's files are compressed once, beforehand; what a CDN holds it compresses itself. */
    private static final int COMPRESS_NEVER = -1;

    private final ApplicationContext context;
    private final int port;
    private final int managementPort;

    private WebServer(ApplicationContext context, int port, int managementPort) {
        this.context = context;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts to serve. Throws, with nothing left running, if a port is taken or a setting does not work out. */
    public static WebServer start(WebConfig config, SaleGrid grid, Clock clock) {
        ApplicationContext context = ApplicationContext.builder()
                .properties(properties(config))
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .build();
        try {
            context.registerSingleton(WebConfig.class, config);
            context.registerSingleton(SaleGrid.class, grid);
            context.registerSingleton(Clock.class, clock);
            context.start();
            makeEverything(context);
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            Management management = context.getBean(Management.class);
            management.start();
            return new WebServer(context, server.getPort(), management.port());
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** Now rather than at the first request, so that a wrong secret or key is said at the start. */
    private static void makeEverything(ApplicationContext context) {
        for (BeanDefinition<?> definition : context.getAllBeanDefinitions()) {
            if (definition.getBeanType().getName().startsWith(WebServer.class.getPackageName())
                    && definition.isEnabled(context)) {
                context.getBean(definition);
            }
        }
    }

    private static Map<String, Object> properties(WebConfig config) {
        Map<String, Object> all = new HashMap<>();
        all.put("micronaut.server.host", config.httpHost());
        all.put("micronaut.server.port", config.httpPort() == 0 ? -1 : config.httpPort());
        all.put("micronaut.server.max-request-size", JsonBody.BYTES_MAX);
        all.put("micronaut.server.max-request-buffer-size", JsonBody.BYTES_MAX);
        all.put("micronaut.server.idle-timeout", "60s");
        all.put("micronaut.server.multipart.enabled", false);
        all.put("micronaut.server.netty.max-initial-line-length", LINE_BYTES_MAX);
        all.put("micronaut.server.netty.max-header-size", HEADER_BYTES_MAX);
        all.put("micronaut.server.netty.compression-threshold", COMPRESS_NEVER);
        all.put("micronaut.server.netty.request-decompression-enabled", false);
        all.put("micronaut.server.netty.keep-alive-on-server-error", true);
        all.put("micronaut.server.log-handled-exceptions", false);
        all.put("micronaut.netty.event-loops.default.transport", "epoll,nio");
        all.put("micronaut.netty.event-loops.default.num-threads", config.eventLoopThreads());
        all.put("micronaut.netty.event-loops.parent.transport", "epoll,nio");
        all.put("micronaut.netty.event-loops.parent.num-threads", 1);
        all.put("tapgrid.web.dev-login", config.devLogin());
        all.put("tapgrid.web.bench", config.bench());
        return all;
    }

    /** The port shoppers use; the one that was found free if the settings said 0. */
    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    /** Every route as {@code get /v1/sales}. */
    List<String> routes() {
        return context.getBean(Router.class)
                .uriRoutes()
                .map(route -> route.getHttpMethodName().toLowerCase(Locale.ROOT) + " "
                        + route.getUriMatchTemplate().toPathString())
                .toList();
    }

    /** Takes no more connections, answers what is under way (an answer comes within five seconds), and ends. */
    @Override
    public void close() {
        try {
            context.getBean(GracefulShutdownManager.class)
                    .shutdownGracefully()
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("calls were still under way when the web process ended", e);
        } finally {
            context.close();
        }
    }
}
