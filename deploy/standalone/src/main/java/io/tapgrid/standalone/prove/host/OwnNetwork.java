package io.tapgrid.standalone.prove.host;

import io.tapgrid.standalone.process.OnExit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A network and a view of the file systems that are this process's and its children's alone. A process cannot move there
 * with all its threads, so the same command line is run again inside, and the outer process waits for its end.
 */
public final class OwnNetwork {
    private static final String INSIDE = "TAPGRID_PROVE_INSIDE";
    private static final List<String> NEEDED = List.of("ip", "tc", "unshare", "mount");
    private static final String MOVE_IN =
            "mkdir -p /run/netns && mount -t tmpfs tapgrid /run/netns && ip link set lo up && exec \"$@\"";

    private static final long END_MINUTES_MAX = 6;

    private OwnNetwork() {}

    public static boolean isInside() {
        return "true".equals(System.getenv(INSIDE));
    }

    /** What keeps this process from having one; empty where nothing does. */
    public static Optional<String> obstacle() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("not root");
        }
        return NEEDED.stream()
                .filter(tool -> !isInstalled(tool))
                .findFirst()
                .map(tool -> "no '" + tool + "' on this machine (Debian: apt-get install iproute2)");
    }

    /** Runs this very command line inside and returns its exit code. */
    public static int runInside() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("unshare", "--net", "--mount", "--propagation", "private", "sh", "-c", MOVE_IN, "sh"));
        command.addAll(ownCommandLine());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put(INSIDE, "true");
        Process inside = builder.start();
        OnExit onExit = OnExit.run(() -> end(inside));
        try {
            return inside.waitFor();
        } finally {
            onExit.close();
        }
    }

    /** Waits: who asked for the end gets the terminal back when nothing runs any more. */
    private static void end(Process inside) {
        inside.destroy();
        inside.onExit()
                .orTimeout(END_MINUTES_MAX, TimeUnit.MINUTES)
                .exceptionally(tooLong -> inside)
                .join();
    }

    /** From /proc, since ProcessHandle cuts long command lines off. */
    private static List<String> ownCommandLine() throws IOException {
        String raw = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
        return List.of(raw.substring(0, raw.length() - 1).split("\0", -1));
    }

    private static boolean isInstalled(String tool) {
        for (String folder : String.valueOf(System.getenv("PATH")).split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, tool))) {
                return true;
            }
        }
        return false;
    }
}
