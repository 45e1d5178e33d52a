package io.tapgrid.grid.node;

import io.tapgrid.domain.Shards;
import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.gridapi.tls.ClusterTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be set about a grid node: read once, from {@code config/grid-node.properties}, over which the environment's
 * {@code TAPGRID_*} variables win. Immutable; any thread.
 *
 * @param index which of the cluster's nodes this is, from 1
 * @param database the MySQL that the journal is shipped to; without one it waits in the grid
 * @param dataFolder where this node keeps its rows, its log of changes and its own files
 */
public record NodeConfig(
        int index,
        Path dataFolder,
        Cluster cluster,
        Network network,
        Storage storage,
        Work work,
        Watch watch,
        Optional<DatabaseSettings> database) {

    /**
     * What all nodes of a cluster must agree on.
     *
     * @param nodes the configured number of servers, odd; more than half of them are a majority
     * @param backups copies of a money row beside the primary
     * @param addresses {@code host:port} of every server's discovery, in the order of their indexes
     */
    public record Cluster(String name, int nodes, int shards, int backups, List<String> addresses) {}

    /**
     * Where this node listens. Empty {@code tls}: none, anywhere.
     *
     * @param managementPort 0 leaves the management server out
     * @param sqlPort 0 leaves that of SQL and thin clients out
     * @param sqlSelectMax how long a statement may take that comes in by it, until its last row is fetched
     */
    public record Network(
            String host,
            int discoveryPort,
            int communicationPort,
            int managementPort,
            int sqlPort,
            Duration sqlSelectMax,
            Optional<ClusterTls> tls) {}

    /**
     * How rows are kept.
     *
     * @param walMode {@code LOG_ONLY} survives the death of the process, {@code FSYNC} a power cut as well
     * @param regionBytes memory for all rows of this node
     * @param regionUseMax the part of it, from 0 to 1, past which new grabs are refused
     */
    public record Storage(
            boolean persistent, String walMode, long regionBytes, double regionUseMax, int walSegmentBytes) {}

    /**
     * How commands are worked through.
     *
     * @param workers threads that decide; each owns a part of the shards
     * @param gather how long a transaction of a few commands waits for more
     * @param transactionTimeout after which a transaction gives up
     * @param parkMax how long a grab waits for a refill
     * @param expiryEvery how often deadlines are looked for
     */
    public record Work(
            int workers,
            int batchCommandsMax,
            int queueCommandsMax,
            Duration gather,
            Duration transactionTimeout,
            Duration parkMax,
            Duration expiryEvery) {}

    /**
     * When a node mistrusts itself or the others.
     *
     * @param failureDetection silence after which a node counts as dead
     * @param clockDeviationMax distance from the median of the servers' clocks past which nothing is decided
     */
    public record Watch(Duration failureDetection, Duration clockDeviationMax) {}

    /** Throws {@link IllegalArgumentException} with every problem in one message. */
    public static NodeConfig read(Map<String, String> properties, Map<String, String> environment) {
        return new NodeSettings(properties, environment).read();
    }

    /** The same node over rows in another place. */
    public NodeConfig withDataFolder(Path folder) {
        return new NodeConfig(index, folder, cluster, network, storage, work, watch, database);
    }

    public Shards shards() {
        return new Shards(cluster.shards());
    }

    /** Name of the Ignite instance: several may live in one JVM. */
    public String instanceName() {
        return cluster.name() + "-" + index;
    }

    /** Name under which a node finds its own data again. */
    public String consistentId() {
        return "node-" + index;
    }
}
