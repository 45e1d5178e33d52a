package io.tapgrid.standalone;

import io.tapgrid.grid.GridProcess;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.grid.node.ShardsLostException;
import io.tapgrid.grid.restore.ColdStartRefusedException;
import io.tapgrid.gridapi.config.Settings;
import io.tapgrid.web.WebServer;
import io.tapgrid.web.config.WebConfig;
import io.tapgrid.web.grid.IgniteSaleGrid;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web process of a grid of one: the only grid node is in it, and commands reach it without leaving the JVM. On
 * SIGTERM shoppers are sent away first, then the node stops, its journal drained.
 */
public final class EmbeddedWebMain {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedWebMain.class);

    private EmbeddedWebMain() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Path config = Path.of(environment.getOrDefault("TAPGRID_HOME", ".")).resolve("config");
        Clock clock = Clock.systemUTC();
        try {
            WebConfig webConfig = WebConfig.load(config.resolve("web.properties"), environment);
            NodeConfig nodeConfig = NodeConfig.read(Settings.file(config.resolve("grid-node.properties")), environment);
            GridProcess node = GridProcess.start(nodeConfig, config.resolve("grid-node.xml"), clock);
            IgniteSaleGrid grid = IgniteSaleGrid.embedded(node.node().ignite(), nodeConfig.shards(), clock);
            WebServer web = WebServer.start(webConfig, grid, clock);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(web, grid, node), "stop"));
            LOG.info("serving shoppers on port {}", web.port());
        } catch (IllegalArgumentException | ColdStartRefusedException | ShardsLostException e) {
            LOG.error("{}", e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            LOG.error("the web process could not start", e);
            System.exit(1);
        }
    }

    private static void stop(WebServer web, IgniteSaleGrid grid, GridProcess node) {
        LOG.info("stopping");
        web.close();
        grid.close();
        node.close();
        LOG.info("stopped");
    }
}
