package io.tapgrid.web;

import io.tapgrid.web.config.WebConfig;
import io.tapgrid.web.grid.GridConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A web process as a client of the grid. Reads {@code config/web.properties} below {@code TAPGRID_HOME} (or here) and the
 * environment; ends, after the calls that are under way, when it is told to (SIGTERM).
 */
public final class WebMain {
    private static final Logger LOG = LoggerFactory.getLogger(WebMain.class);

    private WebMain() {}

    public static void main(String[] args) throws InterruptedException {
        WebConfig config = configuration(System.getenv());
        Clock clock = Clock.systemUTC();
        GridConnection grid = GridConnection.open(config.grid(), System.getProperty("tapgrid.process", "web"), clock);
        WebServer server = serve(config, grid, clock);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            grid.close();
                            ended.countDown();
                        },
                        "shutdown"));
        LOG.info("serving shoppers on port {}, health and metrics on {}", server.port(), server.managementPort());
        ended.await();
    }

    private static WebServer serve(WebConfig config, GridConnection grid, Clock clock) {
        try {
            return WebServer.start(config, grid.grid(), clock);
        } catch (RuntimeException e) {
            LOG.error("cannot serve shoppers", e);
            grid.close();
            System.exit(1);
            throw e;
        }
    }

    /** The settings as a process reads them; ends the process with all that is wrong with them. */
    private static WebConfig configuration(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("TAPGRID_HOME", "."));
        try {
            return WebConfig.load(home.resolve("config/web.properties"), environment);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            throw e;
        }
    }
}
