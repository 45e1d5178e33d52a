package io.tapgrid.standalone.prove.host;

import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk of limited size for the data of each node, in memory, seen by this process and its children alone ({@link OwnNetwork}
 * gives them a view of their own). It keeps what a killed process wrote; it would not outlive a power cut.
 */
public final class Disks {
    private static final String SIZE = "4g";
    private static final String BALLAST = "ballast";

    private final Path grid;

    private Disks(Path grid) {
        this.grid = grid;
    }

    /**
     * Mounts one for each node.
     *
     * @param grid the folder below which each node has one of its own name
     */
    public static Disks mount(Path grid, List<String> nodes) throws InterruptedException {
        try {
            for (String node : nodes) {
                Path folder = Files.createDirectories(grid.resolve(node));
                Tool.run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tapgrid-" + node, folder.toString());
            }
        } catch (IOException e) {
            throw new CommandFailure("no disks for the nodes: " + e.getMessage(), e);
        }
        return new Disks(grid);
    }

    /** Takes what is left, to the last byte. */
    public void fill(String node) throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream ballast = Files.newOutputStream(ballast(node))) {
            while (true) {
                ballast.write(block);
            }
        } catch (IOException full) {
            if (!Files.exists(ballast(node))) {
                throw full;
            }
        }
    }

    public void free(String node) throws IOException {
        Files.deleteIfExists(ballast(node));
    }

    private Path ballast(String node) {
        return grid.resolve(node).resolve(BALLAST);
    }
}
