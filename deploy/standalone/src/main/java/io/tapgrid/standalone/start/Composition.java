package io.tapgrid.standalone.start;

import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.process.ChildSpec;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which JVMs make up a system of a given shape: with one node a web process that carries it, with more a process for
 * each node and a web process beside them; the console in any case.
 */
public final class Composition {
    static final String CONSOLE = "console";

    private static final String EMBEDDED_WEB_MAIN = "io.tapgrid.standalone.EmbeddedWebMain";
    private static final String NODE_MAIN = "io.tapgrid.grid.NodeMain";
    private static final String WEB_MAIN = "io.tapgrid.web.WebMain";
    private static final String CONSOLE_MAIN = "io.tapgrid.admin.AdminMain";

    private final Settings settings;
    private final DataFolder data;
    private final ClusterShape shape;
    private final DatabaseSettings mysql;

    public Composition(Settings settings, DataFolder data, ClusterShape shape, DatabaseSettings mysql) {
        this.settings = settings;
        this.data = data;
        this.shape = shape;
        this.mysql = mysql;
    }

    static String webName(int index) {
        return "web-" + index;
    }

    static String nodeName(int index) {
        return "node-" + index;
    }

    /** The process that node {@code index}, from 1, is in. */
    static String carrierOf(int index, ClusterShape shape) {
        return shape.nodes() == 1 ? webName(1) : nodeName(index);
    }

    /** The settings of node {@code index}, from 1, as its process reads them. */
    public NodeConfig nodeConfig(int index) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(environment(nodeName(index), node(index)));
        try {
            return NodeConfig.read(
                    io.tapgrid.gridapi.config.Settings.file(settings.home().resolve("config/grid-node.properties")),
                    environment);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    List<ChildSpec> children() {
        List<ChildSpec> children = new ArrayList<>();
        if (shape.nodes() == 1) {
            children.add(jvm(webName(1), EMBEDDED_WEB_MAIN, "1g", settings.webManagement(1), node(1)));
        } else {
            for (int index = 1; index <= shape.nodes(); index++) {
                children.add(jvm(nodeName(index), NODE_MAIN, "768m", settings.nodeManagement(index), node(index)));
            }
            for (int index = 1; index <= settings.webs(); index++) {
                children.add(jvm(webName(index), WEB_MAIN, "768m", settings.webManagement(index), web(index)));
            }
        }
        children.add(jvm(CONSOLE, CONSOLE_MAIN, "384m", settings.consoleManagement(), Map.of()));
        return children;
    }

    private Map<String, String> node(int index) {
        return Map.of("TAPGRID_NODE_INDEX", Integer.toString(index));
    }

    private Map<String, String> web(int index) {
        return Map.of(
                "TAPGRID_HTTP_PORT", Integer.toString(settings.ports().webHttp(index)),
                "TAPGRID_MANAGEMENT_PORT", Integer.toString(settings.ports().webManagement(index)));
    }

    private ChildSpec jvm(
            String name, String main, String heap, InetSocketAddress management, Map<String, String> more) {
        List<String> command = new ArrayList<>(settings.hosts().launcher(name));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + settings.home().resolve("config/jvm.options"));
        command.add("-Xms" + heap);
        command.add("-Xmx" + heap);
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Dlogback.configurationFile=" + settings.home().resolve("config/logback.xml"));
        command.add("-Dtapgrid.process=" + name);
        command.add("-Dtapgrid.data=" + data.root());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        return new ChildSpec(name, command, environment(name, more), data.log(name), management);
    }

    private Map<String, String> environment(String name, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(common(settings.hosts().of(name)));
        settings.tls()
                .ifPresent(tls ->
                        environment.put("TAPGRID_CLUSTER_TLS", tls.folder().toString()));
        environment.putAll(more);
        return environment;
    }

    private Map<String, String> common(String host) {
        Settings.Ports ports = settings.ports();
        return Map.ofEntries(
                Map.entry("TAPGRID_HOME", settings.home().toString()),
                Map.entry("TAPGRID_DATA", data.root().toString()),
                Map.entry("TAPGRID_CLUSTER_NODES", Integer.toString(shape.nodes())),
                Map.entry("TAPGRID_CLUSTER_SHARDS", Integer.toString(shape.shards())),
                Map.entry("TAPGRID_CLUSTER_ADDRESSES", discoveryAddresses()),
                Map.entry("TAPGRID_NODE_HOST", host),
                Map.entry("TAPGRID_HTTP_HOST", host),
                Map.entry("TAPGRID_ADMIN_HOST", host),
                Map.entry("TAPGRID_MANAGEMENT_HOST", host),
                Map.entry("TAPGRID_GRID_HOST", host),
                Map.entry("TAPGRID_WEB_DEV_LOGIN", Boolean.toString(settings.devLogin())),
                Map.entry("TAPGRID_HTTP_PORT", Integer.toString(ports.http())),
                Map.entry("TAPGRID_ADMIN_PORT", Integer.toString(ports.admin())),
                Map.entry("TAPGRID_SQL_PORT", Integer.toString(ports.sql())),
                Map.entry("TAPGRID_DISCOVERY_PORT", Integer.toString(ports.discovery())),
                Map.entry("TAPGRID_COMMUNICATION_PORT", Integer.toString(ports.communication())),
                Map.entry("TAPGRID_MANAGEMENT_PORT", Integer.toString(ports.management())),
                Map.entry("TAPGRID_MYSQL_URL", mysql.jdbcUrl()),
                Map.entry("TAPGRID_MYSQL_USER", mysql.user()),
                Map.entry("TAPGRID_MYSQL_PASSWORD", mysql.password()));
    }

    private String discoveryAddresses() {
        return IntStream.rangeClosed(1, shape.nodes())
                .mapToObj(i -> settings.hosts().of(nodeName(i)) + ":"
                        + (settings.ports().discovery() + i))
                .collect(Collectors.joining(","));
    }
}
