package io.tapgrid.standalone.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The ports that Linux gives to outgoing connections. One of ours among them may belong to somebody's connection just when a node starts again,
 * and for a minute after that connection has ended.
 *
 * @param reserved ranges of ports that are never given away
 */
record EphemeralPorts(Range range, List<Range> reserved) {
    private static final Path FOLDER = Path.of("/proc/sys/net/ipv4");

    record Range(int first, int last) {
        boolean contains(int port) {
            return first <= port && port <= last;
        }
    }

    /** Empty where the system does not say. */
    static Optional<EphemeralPorts> ofThisMachine() {
        try {
            return Optional.of(parse(line("ip_local_port_range"), line("ip_local_reserved_ports")));
        } catch (IOException | NumberFormatException notSaid) {
            return Optional.empty();
        }
    }

    /** Read in one go: these files say nothing more to who asks for the rest, and a whole file is read in small steps at first. */
    private static String line(String name) throws IOException {
        try (BufferedReader file = Files.newBufferedReader(FOLDER.resolve(name))) {
            return Objects.requireNonNullElse(file.readLine(), "");
        }
    }

    /**
     * @param range as in {@code 32768 60999}
     * @param reserved as in {@code 8080,47500-47510}, or empty
     */
    static EphemeralPorts parse(String range, String reserved) {
        String[] ends = range.strip().split("\\s+", -1);
        List<Range> kept = new ArrayList<>();
        for (String part : reserved.strip().split(",", -1)) {
            if (!part.isEmpty()) {
                String[] fromTo = part.split("-", -1);
                kept.add(new Range(Integer.parseInt(fromTo[0]), Integer.parseInt(fromTo[fromTo.length - 1])));
            }
        }
        return new EphemeralPorts(new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])), List.copyOf(kept));
    }

    boolean mayTake(int port) {
        return range.contains(port) && reserved.stream().noneMatch(it -> it.contains(port));
    }
}
