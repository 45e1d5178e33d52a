package io.tapgrid.admin;

import io.tapgrid.admin.config.AdminConfig;
import io.tapgrid.admin.grid.IgniteSaleAdmin;
import io.tapgrid.admin.http.AdminServer;
import io.tapgrid.gridapi.ops.ManagementServer;
import io.tapgrid.gridapi.ops.ProcessMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's process. Health and metrics answer at once; the API once the grid is there. Reads
 * {@code config/admin.properties} below {@code TAPGRID_HOME} (or here) and the environment.
 */
public final class AdminMain {
    private static final Logger LOG = LoggerFactory.getLogger(AdminMain.class);

    private AdminMain() {}

    public static void main(String[] arguments) {
        try {
            run(System.getenv());
        } catch (IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
            System.exit(2);
        } catch (Exception e) {
            LOG.error("the console could not start", e);
            System.exit(1);
        }
    }

    private static void run(Map<String, String> environment) throws Exception {
        Path home = Path.of(environment.getOrDefault("TAPGRID_HOME", "."));
        AdminConfig config = AdminConfig.load(home.resolve("config/admin.properties"), environment);
        String apiKey = apiKey(config.apiKeyFile());
        ProcessMetrics metrics = new ProcessMetrics();
        ConsoleReadiness readiness = new ConsoleReadiness();
        ManagementServer management = new ManagementServer(
                        new InetSocketAddress(config.managementHost(), config.managementPort()),
                        readiness,
                        metrics.registry()::scrape)
                .start();
        IgniteSaleAdmin grid = IgniteSaleAdmin.connect(config.grid(), System.getProperty("tapgrid.process", "console"));
        AdminServer server = Console.server(
                        new InetSocketAddress(config.host(), config.port()), apiKey, grid, Clock.systemUTC())
                .start();
        readiness.serves(grid);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, grid, management), "stop"));
        LOG.info("serving operators on port {}", server.port());
    }

    private static String apiKey(Path file) throws IOException {
        String key = Files.exists(file) ? Files.readString(file).trim() : "";
        if (key.length() < 16) {
            throw new IllegalArgumentException(
                    "tapgrid.admin.api-key-file: " + file + " (expected: a file with a key of 16 characters or more)");
        }
        return key;
    }

    private static void stop(AdminServer server, IgniteSaleAdmin grid, ManagementServer management) {
        try {
            server.close();
        } catch (Exception e) {
            LOG.warn("the console's server did not stop cleanly", e);
        }
        grid.close();
        management.close();
    }
}
