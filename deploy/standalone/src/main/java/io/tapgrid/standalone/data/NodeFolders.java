package io.tapgrid.standalone.data;

import io.tapgrid.grid.node.ServedMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Where the grid nodes of this machine keep their rows, and which of them have any. */
public record NodeFolders(Path grid, int nodes) {
    public static NodeFolders of(Settings settings, ClusterShape shape) {
        return new NodeFolders(settings.data().resolve("grid"), shape.nodes());
    }

    /** Whether anything was ever written, by a start that came far or not. */
    public boolean exist() {
        return Files.exists(grid);
    }

    /** Indexes, from 1. */
    public List<Integer> withRows() {
        return indexes(true);
    }

    /** Nodes that have never been part of a whole grid, or whose disks were lost. */
    public List<Integer> withoutRows() {
        return indexes(false);
    }

    private List<Integer> indexes(boolean withRows) {
        return IntStream.rangeClosed(1, nodes)
                .filter(index -> new ServedMark(grid.resolve("node-" + index)).isThere() == withRows)
                .boxed()
                .toList();
    }
}
