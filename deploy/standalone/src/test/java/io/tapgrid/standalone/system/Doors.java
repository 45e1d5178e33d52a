package io.tapgrid.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every socket that a system may listen on, by the process that may; whatever else is open is a door that nobody asked for. */
final class Doors {
    /** Ignite clients take the first free one of these, for the servers' calls back to them. */
    private static final int FIRST_FOR_CLIENTS = 30;

    private static final int PORTS_FOR_CLIENTS = 20;

    private final RunningSystem system;
    private final Map<String, List<Integer>> allowed = new TreeMap<>();

    private Doors(RunningSystem system) {
        this.system = system;
        allowed.put("supervisor", List.of());
        allowed.put("mysql", List.of(system.port("MYSQL")));
        allowed.put("console", List.of(system.port("ADMIN"), system.port("MANAGEMENT") + 1));
    }

    /** The only node is inside the web process. */
    static Doors ofOneNode(RunningSystem system) {
        Doors doors = new Doors(system);
        List<Integer> web = new ArrayList<>(web(system));
        web.addAll(node(system, 1));
        doors.allowed.put("web-1", web);
        return doors;
    }

    static Doors ofNodes(RunningSystem system, int nodes) {
        Doors doors = new Doors(system);
        doors.allowed.put("web-1", web(system));
        for (int index = 1; index <= nodes; index++) {
            doors.allowed.put("node-" + index, node(system, index));
        }
        return doors;
    }

    private static List<Integer> web(RunningSystem system) {
        return List.of(system.port("HTTP"), system.port("MANAGEMENT"));
    }

    private static List<Integer> node(RunningSystem system, int index) {
        return List.of(
                system.port("MANAGEMENT") + 1 + index,
                system.port("SQL") + index - 1,
                system.port("DISCOVERY") + index,
                system.port("COMMUNICATION") + index);
    }

    /** No process is missing, none is unknown, and each listens on exactly what it must, on 127.0.0.1 alone. */
    void areTheOnlyOnes() throws Exception {
        List<Long> known = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> process : allowed.entrySet()) {
            long pid = system.pid(process.getKey());
            known.add(pid);
            requireOnly(process.getKey(), process.getValue(), Sockets.of(pid));
        }
        for (long pid : system.alive()) {
            if (!known.contains(pid)) {
                assertThat(Sockets.of(pid))
                        .as("process %s, which has no pid file", pid)
                        .isEmpty();
            }
        }
    }

    private void requireOnly(String process, List<Integer> ports, List<Sockets.Listening> found) {
        assertThat(found).as(process).allSatisfy(socket -> {
            assertThat(socket.protocol()).isEqualTo("tcp");
            assertThat(socket.isOnLoopback()).as("%s", socket).isTrue();
        });
        List<Integer> forClients = IntStream.range(0, PORTS_FOR_CLIENTS)
                .mapToObj(port -> system.port("COMMUNICATION") + FIRST_FOR_CLIENTS + port)
                .toList();
        Map<Boolean, List<Integer>> open =
                found.stream().map(Sockets.Listening::port).collect(Collectors.partitioningBy(forClients::contains));
        assertThat(open.getOrDefault(false, List.of())).as(process).containsExactlyInAnyOrderElementsOf(ports);
        boolean isClient = process.equals("console") || (process.equals("web-1") && allowed.containsKey("node-1"));
        assertThat(open.getOrDefault(true, List.of()))
                .as("%s, for calls back", process)
                .hasSize(isClient ? 1 : 0);
    }
}
