package io.tapgrid.testkit;

import io.tapgrid.domain.Shards;
import io.tapgrid.gridapi.client.GridClient;
import io.tapgrid.gridapi.client.GridClientConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteClientDisconnectedException;

/**
 * Grid nodes as processes of their own, which can be killed and frozen. Nodes are numbered from 1; each writes a log beside its data. Nobody
 * starts them again but the test. One thread.
 */
public final class ForkedCluster implements AutoCloseable {
    private static final int PORTS_PER_KIND = 16;
    private static final Duration START_WITHIN = Duration.ofMinutes(3);
    private static final Duration END_WITHIN = Duration.ofSeconds(30);
    private static final Duration POLL_EVERY = Duration.ofMillis(100);

    private final int nodes;
    private final Shards shards;
    private final int ports;
    private final Path folder;
    private final Map<Integer, Process> running = new TreeMap<>();
    private final List<Ignite> clients = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private ForkedCluster(int nodes, Shards shards, Path folder) {
        this.nodes = nodes;
        this.shards = shards;
        this.folder = folder;
        this.ports = FreePorts.block(4 * PORTS_PER_KIND);
    }

    /** Starts all nodes and waits until they serve. {@code settings} are keys of {@code config/grid-node.properties}. */
    public static ForkedCluster start(int nodes, Shards shards, Path folder, Map<String, String> settings) {
        ForkedCluster cluster = new ForkedCluster(nodes, shards, folder);
        cluster.writeHome(settings);
        cluster.startAll();
        return cluster;
    }

    private void writeHome(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "cluster.name", "forked-" + ports,
                "cluster.nodes", Integer.toString(nodes),
                "cluster.shards", Integer.toString(shards.count()),
                "data", folder.resolve("data").toString(),
                "discovery.port", Integer.toString(ports),
                "communication.port", Integer.toString(ports + PORTS_PER_KIND),
                "management.port", Integer.toString(ports + 2 * PORTS_PER_KIND),
                "sql.port", Integer.toString(ports + 3 * PORTS_PER_KIND),
                "storage.region-mebibytes", "128",
                "storage.wal-segment-mebibytes", "8"));
        properties.putAll(settings);
        Path config = folder.resolve("home").resolve("config");
        try {
            Files.createDirectories(config);
            Files.copy(root().resolve("config/grid-node.xml"), config.resolve("grid-node.xml"));
            try (var out = Files.newBufferedWriter(config.resolve("grid-node.properties"))) {
                properties.store(out, null);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("tapgrid.root", "../..")).toAbsolutePath();
    }

    /** Starts every node that is not running and waits until all of them serve. */
    public void startAll() {
        IntStream.rangeClosed(1, nodes).filter(index -> !isRunning(index)).forEach(this::launch);
        IntStream.rangeClosed(1, nodes).forEach(this::awaitServing);
    }

    /** Starts a node and does not wait for it. */
    public void launch(int index) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root().resolve("config/jvm.options"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tapgrid.grid.NodeMain");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(index).toFile()));
        builder.environment().put("TAPGRID_HOME", folder.resolve("home").toString());
        builder.environment().put("TAPGRID_NODE_INDEX", Integer.toString(index));
        try {
            running.put(index, builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Path log(int index) {
        return folder.resolve("node-" + index + ".log");
    }

    /** Waits until a node says that its shards can be served, all of them. */
    public void awaitServing(int index) {
        await("node " + index + " serves, see " + log(index), () -> readiness(index) == 200);
    }

    /** Waits until a node answers at all and has joined the others, whatever it can serve. */
    public void awaitJoined(int index, Ignite observer) {
        await(
                "node " + index + " has joined, see " + log(index),
                () -> servers(observer).contains("node-" + index));
    }

    /** The names of the servers that a client sees; none while it is looking for another one to join by. */
    public static Set<String> servers(Ignite observer) {
        try {
            return observer.cluster().forServers().nodes().stream()
                    .map(node -> node.consistentId().toString())
                    .collect(Collectors.toSet());
        } catch (IgniteClientDisconnectedException looking) {
            return Set.of();
        }
    }

    private int readiness(int index) {
        URI uri = URI.create("http://127.0.0.1:" + (ports + 2 * PORTS_PER_KIND + 1 + index) + "/health/readiness");
        try {
            return http.send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofSeconds(2))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Where a node is asked by SQL, on 127.0.0.1. */
    public int sqlPort(int index) {
        return ports + 3 * PORTS_PER_KIND + index - 1;
    }

    public boolean isRunning(int index) {
        Process process = running.get(index);
        return process != null && process.isAlive();
    }

    /** {@code kill -9}; returns when the process is gone. */
    public void kill(int... indexes) {
        for (int index : indexes) {
            process(index).destroyForcibly();
        }
        for (int index : indexes) {
            awaitEnd(index);
        }
    }

    /** Freezes a process: it keeps its connections and answers nobody. */
    public void freeze(int index) {
        signal("-STOP", index);
    }

    public void thaw(int index) {
        signal("-CONT", index);
    }

    private void signal(String signal, int index) {
        try {
            int result = new ProcessBuilder(
                            "kill", signal, Long.toString(process(index).pid()))
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("kill " + signal + " of node " + index + ": " + result);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a process is gone, and says with which code. */
    public int awaitEnd(int index) {
        try {
            if (!process(index).waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("node " + index + " has not ended, see " + log(index));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return process(index).exitValue();
    }

    private Process process(int index) {
        Process process = running.get(index);
        if (process == null) {
            throw new IllegalArgumentException("node: " + index + " (expected: one of " + running.keySet() + ")");
        }
        return process;
    }

    /** Joins as a client from this JVM; it leaves when the cluster is closed. */
    public Ignite client(String name) {
        List<String> addresses = IntStream.rangeClosed(1, nodes)
                .mapToObj(index -> "127.0.0.1:" + (ports + index))
                .toList();
        Ignite ignite = GridClient.connect(
                new GridClientConfig(
                        "127.0.0.1",
                        addresses,
                        ports + PORTS_PER_KIND + PORTS_PER_KIND / 2,
                        shards,
                        Duration.ofSeconds(3),
                        folder.resolve(name),
                        Optional.empty()),
                "forked-" + ports + "-" + name);
        clients.add(ignite);
        return ignite;
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("after " + START_WITHIN + " it is not so that " + what);
            }
            LockSupport.parkNanos(POLL_EVERY.toNanos());
        }
    }

    /** Kills whatever is left. */
    @Override
    public void close() {
        clients.forEach(Ignite::close);
        running.values().forEach(Process::destroyForcibly);
        running.keySet().forEach(this::awaitEnd);
    }
}
