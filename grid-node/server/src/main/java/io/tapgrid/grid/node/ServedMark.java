package io.tapgrid.grid.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.ignite.Ignite;
import org.apache.ignite.configuration.IgniteConfiguration;

/**
 * A file that a node leaves beside its rows once it was part of a grid that had all its shards. It goes where they go: a disk without it has nothing,
 * and where some node has one, a shard that cannot be found was lost and is not yet to be made.
 */
public final class ServedMark {
    private static final String FILE = "served";
    private static final String ATTRIBUTE = "tapgrid.served";

    private final Path file;

    public ServedMark(Path dataFolder) {
        this.file = dataFolder.resolve(FILE);
    }

    /** Whether the rows of a node are in its folder. */
    public boolean isThere() {
        return Files.exists(file);
    }

    /** Tells the others, from the moment in which it joins, that this node has rows. */
    public void announce(IgniteConfiguration configuration) {
        if (isThere()) {
            Map<String, Object> attributes = new HashMap<>(configuration.getUserAttributes());
            attributes.put(ATTRIBUTE, true);
            configuration.setUserAttributes(attributes);
        }
    }

    static boolean isOnAny(Ignite ignite) {
        return ignite.cluster().forServers().nodes().stream().anyMatch(server -> server.attribute(ATTRIBUTE) != null);
    }

    public void set() {
        if (isThere()) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "This node has been part of a whole grid.\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " could not be written", failure);
        }
    }
}
