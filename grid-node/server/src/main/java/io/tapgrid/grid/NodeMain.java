package io.tapgrid.grid;

import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.grid.node.ShardsLostException;
import io.tapgrid.grid.restore.ColdStartRefusedException;
import io.tapgrid.gridapi.config.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process with one grid node. Reads {@code config/grid-node.properties} and {@code config/grid-node.xml} below
 * {@code TAPGRID_HOME} (or here) and the environment. Exit code 2 means that somebody has to do something
 * first (the settings are wrong, or rows are missing), anything else that it is worth starting it again.
 */
public final class NodeMain {
    private static final Logger LOG = LoggerFactory.getLogger(NodeMain.class);

    private NodeMain() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Path config = Path.of(environment.getOrDefault("TAPGRID_HOME", ".")).resolve("config");
        try {
            NodeConfig settings = NodeConfig.read(Settings.file(config.resolve("grid-node.properties")), environment);
            LOG.info("starting, waiting for the other nodes");
            GridProcess process = GridProcess.start(settings, config.resolve("grid-node.xml"), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop"));
            LOG.info("ready");
        } catch (IllegalArgumentException | ColdStartRefusedException | ShardsLostException e) {
            LOG.error("{}", e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            LOG.error("the node could not start", e);
            System.exit(1);
        }
    }
}
