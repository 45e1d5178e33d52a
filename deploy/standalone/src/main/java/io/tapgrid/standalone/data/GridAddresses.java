package io.tapgrid.standalone.data;

import java.util.List;
import java.util.stream.IntStream;

/** Where SQL and thin clients reach the grid: every node of it, so that any of them may be away. */
public final class GridAddresses {
    private GridAddresses() {}

    /** {@code host:port} of each node. Before the first start, of the one it would make by default. */
    public static List<String> of(Settings settings) {
        int nodes = ClusterShape.read(new DataFolder(settings.data()).clusterFile())
                .map(ClusterShape::nodes)
                .orElse(1);
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(index -> settings.hosts().of("node-" + index) + ":"
                        + settings.ports().nodeSql(index))
                .toList();
    }
}
