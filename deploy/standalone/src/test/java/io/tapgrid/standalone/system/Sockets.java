package io.tapgrid.standalone.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What processes of this machine listen on, as the kernel tells it in {@code /proc}. */
final class Sockets {
    private static final String TCP_LISTENS = "0A";

    /** A UDP socket that is not connected to anybody takes datagrams from everybody. */
    private static final String UDP_LISTENS = "07";

    private static final Pattern INODE = Pattern.compile("socket:\\[(\\d+)]");

    private Sockets() {}

    /**
     * A socket that others can reach.
     *
     * @param protocol {@code tcp}, {@code tcp6}, {@code udp} or {@code udp6}
     * @param address in the kernel's words: {@code 0100007F} is 127.0.0.1
     */
    record Listening(String protocol, String address, int port) {
        boolean isOnLoopback() {
            return address.equals("0100007F");
        }
    }

    /** All that a process listens on; nothing if it is gone. */
    static List<Listening> of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        if (!Files.isDirectory(folder.resolve("fd"))) {
            return List.of();
        }
        Map<String, Listening> all = new HashMap<>();
        all.putAll(table(folder, "tcp", TCP_LISTENS));
        all.putAll(table(folder, "tcp6", TCP_LISTENS));
        all.putAll(table(folder, "udp", UDP_LISTENS));
        all.putAll(table(folder, "udp6", UDP_LISTENS));
        return inodes(folder).stream().filter(all::containsKey).map(all::get).toList();
    }

    /** By inode. The columns: number, local address and port, remote ones, state, queues, timer, retransmits, uid, timeout, inode. */
    private static Map<String, Listening> table(Path process, String protocol, String state) throws IOException {
        Path file = process.resolve("net").resolve(protocol);
        Map<String, Listening> found = new HashMap<>();
        if (Files.exists(file)) {
            Files.readAllLines(file).stream().skip(1).forEach(line -> {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns[3].toUpperCase(Locale.ROOT).equals(state)) {
                    String[] local = columns[1].split(":", -1);
                    found.put(columns[9], new Listening(protocol, local[0], Integer.parseInt(local[1], 16)));
                }
            });
        }
        return found;
    }

    private static List<String> inodes(Path process) throws IOException {
        List<String> inodes = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            for (Path descriptor : descriptors.toList()) {
                Matcher target = INODE.matcher(target(descriptor));
                if (target.matches()) {
                    inodes.add(target.group(1));
                }
            }
        }
        return inodes;
    }

    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (java.nio.file.NoSuchFileException closedMeanwhile) {
            return "";
        }
    }
}
