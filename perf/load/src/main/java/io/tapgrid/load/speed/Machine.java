package io.tapgrid.load.speed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What figures depend on, read from where it runs. What cannot be read is said to be unknown. */
public final class Machine {

    private static final int OUTPUT_MAX = 64 * 1024;

    private Machine() {}

    public static SortedMap<String, String> facts() {
        var facts = new TreeMap<String, String>();
        facts.put(
                "machine",
                Runtime.getRuntime().availableProcessors() + " cores, " + field("/proc/cpuinfo", "model name") + ", "
                        + field("/proc/meminfo", "MemTotal") + " of memory");
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put("load average at the start", file("/proc/loadavg"));
        return facts;
    }

    /** The commit of the source, with a mark when files differ from it. */
    public static String commit(Path folder) throws InterruptedException {
        String commit = run(folder, "git", "rev-parse", "--short=10", "HEAD");
        boolean changed = !run(folder, "git", "status", "--porcelain", "--untracked-files=no")
                .isEmpty();
        return (commit.isEmpty() ? "unknown" : commit) + (changed ? "-changed" : "");
    }

    /** The output of a command, stripped; empty if it failed. */
    public static String run(Path folder, String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).directory(folder.toFile()).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readNBytes(OUTPUT_MAX), UTF_8).strip();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0 ? output : "";
        } catch (IOException e) {
            return "";
        }
    }

    public static String file(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String field(String path, String name) {
        return file(path)
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
