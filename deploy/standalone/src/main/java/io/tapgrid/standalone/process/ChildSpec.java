package io.tapgrid.standalone.process;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start one child: the name it has in pid file and log, its whole command line, what its environment adds, and
 * the management address that tells whether it is alive and ready.
 */
public record ChildSpec(
        String name, List<String> command, Map<String, String> environment, Path log, InetSocketAddress management) {
    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
