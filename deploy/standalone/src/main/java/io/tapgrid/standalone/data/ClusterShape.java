package io.tapgrid.standalone.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapgrid.domain.Shards;
import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How many nodes and shards a cluster has: fixed at its first start, since rows lie where these numbers put them. */
public record ClusterShape(int nodes, int shards) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NODES_MAX = 15;
    private static final int SHARDS_PER_CORE = 4;
    private static final int SHARDS_MIN = 8;
    private static final int SHARDS_OF_ONE_NODE_MIN = 2;

    public ClusterShape {
        if (nodes < 1 || nodes > NODES_MAX || nodes % 2 == 0) {
            throw new IllegalArgumentException("nodes: " + nodes + " (expected: an odd number from 1 to " + NODES_MAX
                    + ", so that a majority always exists)");
        }
        new Shards(shards);
    }

    /** What is fixed already, or what is asked for, which is then kept. Refuses to change what is fixed. */
    public static ClusterShape settle(Path file, OptionalInt nodes, OptionalInt shards) {
        Optional<ClusterShape> fixed = read(file);
        if (fixed.isPresent()) {
            requireSame("nodes", fixed.get().nodes(), nodes, file);
            requireSame("shards", fixed.get().shards(), shards, file);
            return fixed.get();
        }
        int wanted = nodes.orElse(1);
        ClusterShape shape = asked(wanted, shards.orElse(defaultShards(wanted)));
        shape.write(file);
        return shape;
    }

    private static ClusterShape asked(int nodes, int shards) {
        try {
            return new ClusterShape(nodes, shards);
        } catch (IllegalArgumentException refused) {
            throw new CommandFailure("--" + refused.getMessage(), refused);
        }
    }

    public static Optional<ClusterShape> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return Optional.of(new ClusterShape(
                    json.path("nodes").asInt(), json.path("shards").asInt()));
        } catch (JsonProcessingException noJson) {
            throw new CommandFailure(file + ": cannot be read (" + noJson.getOriginalMessage() + ")", noJson);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static void requireSame(String what, int fixed, OptionalInt asked, Path file) {
        if (asked.isPresent() && asked.getAsInt() != fixed) {
            throw new CommandFailure(
                    "--" + what + " " + asked.getAsInt() + ": this cluster was set up with " + fixed + " "
                            + what + " (" + file + "), and its rows lie where that number put them; "
                            + "use another TAPGRID_DATA for another cluster");
        }
    }

    /**
     * On one node a shard for each of its workers, one a core: every further shard would add a head and a journal entry to each batch. Several
     * nodes need more, so that the shards of one that died spread over all others.
     */
    private static int defaultShards(int nodes) {
        int cores = Runtime.getRuntime().availableProcessors();
        int wanted =
                nodes == 1 ? Math.max(SHARDS_OF_ONE_NODE_MIN, cores) : Math.max(SHARDS_MIN, SHARDS_PER_CORE * cores);
        return Integer.highestOneBit(2 * wanted - 1);
    }

    private void write(Path file) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(draft, JSON.writeValueAsString(Map.of("nodes", nodes, "shards", shards)) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }
}
