package io.tapgrid.standalone.prove.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network namespace for each process, joined by a bridge that lies in the prover's own ({@link OwnNetwork}); nothing of
 * it can be seen from the machine's network, and all of it is gone with the last process.
 *
 * <p>A wire is cut at the sender, by telling it a hardware address of its neighbour that nobody has: the frames leave and
 * arrive nowhere, which neither side is told of. A narrow pipe is a token bucket on both ends of the process's link,
 * with a queue of {@value #NARROW_QUEUE}: what does not fit is dropped.
 */
final class Namespaces implements Place, Wires {
    private static final String BRIDGE = "tapgrid";
    private static final String NETWORK = "10.231.0.";
    private static final String NOBODY = "02:00:00:00:ff:ff";
    private static final String NARROW_RATE = "2mbit";
    private static final String NARROW_BURST = "8kb";
    private static final String NARROW_QUEUE = "24kb";
    private static final int FIRST_ADDRESS = 10;

    private final List<String> processes;
    private final LaunchExtras extras;
    private final Set<String> cuts = new HashSet<>();

    private Namespaces(List<String> processes, LaunchExtras extras) {
        this.processes = List.copyOf(processes);
        this.extras = extras;
    }

    static Namespaces make(List<String> processes, LaunchExtras extras) throws IOException, InterruptedException {
        Namespaces made = new Namespaces(processes, extras);
        Tool.run("ip", "link", "add", BRIDGE, "type", "bridge");
        Tool.run("ip", "addr", "add", NETWORK + "1/24", "dev", BRIDGE);
        Tool.run("ip", "link", "set", BRIDGE, "up");
        for (String process : processes) {
            made.add(process);
        }
        return made;
    }

    private void add(String process) throws IOException, InterruptedException {
        String port = port(process);
        Tool.run("ip", "netns", "add", process);
        Tool.run("ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", process);
        Tool.run("ip", "link", "set", port, "master", BRIDGE);
        Tool.run("ip", "link", "set", port, "up");
        Tool.run("ip", "-n", process, "link", "set", "lo", "up");
        Tool.run("ip", "-n", process, "link", "set", "eth0", "address", hardware(process));
        Tool.run("ip", "-n", process, "addr", "add", of(process) + "/24", "dev", "eth0");
        Tool.run("ip", "-n", process, "link", "set", "eth0", "up");
    }

    @Override
    public String of(String process) {
        return NETWORK + (FIRST_ADDRESS + index(process));
    }

    @Override
    public List<String> launcher(String process) {
        List<String> launcher = new ArrayList<>(List.of("ip", "netns", "exec", process));
        launcher.addAll(extras.of(process));
        return launcher;
    }

    @Override
    public Optional<Wires> wires() {
        return Optional.of(this);
    }

    @Override
    public String describe() {
        return "each process in a network namespace of its own";
    }

    @Override
    public void cut(String from, String to) throws IOException, InterruptedException {
        Tool.run("ip", "-n", from, "neigh", "replace", of(to), "lladdr", NOBODY, "dev", "eth0", "nud", "permanent");
        cuts.add(from + ">" + to);
    }

    @Override
    public void join(String from, String to) throws IOException, InterruptedException {
        if (cuts.remove(from + ">" + to)) {
            Tool.run(
                    "ip",
                    "-n",
                    from,
                    "neigh",
                    "replace",
                    of(to),
                    "lladdr",
                    hardware(to),
                    "dev",
                    "eth0",
                    "nud",
                    "stale");
        }
    }

    @Override
    public void narrow(String process) throws IOException, InterruptedException {
        List<String> bucket = List.of("root", "tbf", "rate", NARROW_RATE, "burst", NARROW_BURST, "limit", NARROW_QUEUE);
        Tool.run(with(List.of("tc", "qdisc", "replace", "dev", port(process)), bucket));
        Tool.run(with(List.of("tc", "-n", process, "qdisc", "replace", "dev", "eth0"), bucket));
    }

    @Override
    public void widen(String process) throws IOException, InterruptedException {
        Tool.run("tc", "qdisc", "del", "dev", port(process), "root");
        Tool.run("tc", "-n", process, "qdisc", "del", "dev", "eth0", "root");
    }

    /** With the prover's namespace goes the bridge; what is left are names. */
    @Override
    public void close() {
        for (String process : processes) {
            try {
                Tool.run("ip", "netns", "del", process);
            } catch (IOException notThere) {
                // Was never made, or is gone already.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private int index(String process) {
        int index = processes.indexOf(process);
        if (index < 0) {
            throw new IllegalArgumentException("process: " + process + " (expected: one of " + processes + ")");
        }
        return index;
    }

    private String port(String process) {
        return "tg" + index(process);
    }

    private String hardware(String process) {
        return "02:00:00:00:00:%02x".formatted(FIRST_ADDRESS + index(process));
    }

    private static List<String> with(List<String> head, List<String> tail) {
        List<String> all = new ArrayList<>(head);
        all.addAll(tail);
        return all;
    }
}
