package io.tapgrid.grid.watch;

import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.grid.node.NodeXml;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.client.GridClient;
import io.tapgrid.gridapi.client.GridClientConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that a node leaves when it ends because it was cut off, and what follows from it at the next start. Such a node may have written what
 * the majority never had, under the same numbers that the majority gave to something else, and Ignite, which only counts changes, would not
 * notice. So it comes back empty and is filled by the others, unless it may be the last that has something: if the others do not serve, or
 * have lost a shard, it comes back as it is, and its copies are compared with the others' before it lets anybody in
 * ({@code CopiesRepair}).
 */
public final class CutOffMark {
    private static final Logger LOG = LoggerFactory.getLogger(CutOffMark.class);
    private static final String FILE = "cut-off";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final int CLIENT_PORTS_ABOVE = 60;

    private final NodeConfig config;
    private final Path file;

    public CutOffMark(NodeConfig config) {
        this.config = config;
        this.file = config.dataFolder().resolve(FILE);
    }

    public void set() {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "This node was cut off from its majority.\n");
        } catch (IOException failure) {
            LOG.error("{} could not be written: this node will come back as it is", file, failure);
        }
    }

    /**
     * To be called before the node starts: clears its data if it is marked and the others can fill it again.
     *
     * @return whether it is marked and comes back as it is; the mark then stays until {@link #remove}
     */
    public boolean heed() {
        if (!Files.exists(file)) {
            return false;
        }
        boolean othersHaveAll = othersHaveAll();
        LOG.warn(
                "this node was cut off; it comes back {}",
                othersHaveAll ? "empty" : "as it is: the others do not have everything");
        try {
            if (othersHaveAll) {
                deleteContents(config.dataFolder());
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("a node that was cut off could not be cleared", failure);
        }
        return !othersHaveAll;
    }

    /** The node has nothing any more that others do not have. */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("the mark of a node that was cut off could not be removed", failure);
        }
    }

    private boolean othersHaveAll() {
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(this::askOthers, CutOffMark::inThread);
        try {
            return answer.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException notNow) {
            LOG.info("the others could not be asked: {}", notNow.toString());
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void inThread(Runnable question) {
        Thread thread = new Thread(question, "cut-off");
        thread.setDaemon(true);
        thread.start();
    }

    private boolean askOthers() {
        try (Ignite others = GridClient.connect(client(), config.instanceName() + "-cut-off")) {
            int servers = others.cluster().forServers().nodes().size();
            return 2 * servers > config.cluster().nodes()
                    && others.cluster().state() == ClusterState.ACTIVE
                    && Caches.SHARD_HEAD.of(others).lostPartitions().isEmpty()
                    && haveAllShards(others);
        }
    }

    /** Others who came back with empty disks have lost nothing, as Ignite counts it. */
    private boolean haveAllShards(Ignite others) {
        int shards = config.cluster().shards();
        Set<Integer> all = IntStream.range(0, shards).boxed().collect(Collectors.toSet());
        return Caches.SHARD_HEAD.of(others).getAll(all).size() == shards;
    }

    private GridClientConfig client() {
        List<String> others = config.cluster().addresses().stream()
                .filter(address -> !address.equals(NodeXml.address(config)))
                .toList();
        return new GridClientConfig(
                config.network().host(),
                others,
                config.network().communicationPort() + CLIENT_PORTS_ABOVE,
                config.shards(),
                config.watch().failureDetection(),
                config.dataFolder().resolveSibling(config.consistentId() + "-cut-off"),
                config.network().tls());
    }

    private static void deleteContents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }
}
