package io.tapgrid.standalone.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start one child: the name it has in pid file and log, its whole command line, what its environment adds, and
 * the management port on 127.0.0.1 that tells whether it is alive and ready.
 */
public record ChildSpec(
        String name, List<String> command, Map<String, String> environment, Path log, int managementPort) {
    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
