package io.tapgrid.standalone.prove.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the machine, run to its end. */
public final class Tool {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Tool() {}

    /**
     * What it printed.
     *
     * @throws IOException when it cannot be started, does not end, or ends with another exit code than 0; the message
     *     quotes it
     */
    public static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": does not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": exit " + process.exitValue() + " " + said);
        }
        return said;
    }

    public static String run(String... command) throws IOException, InterruptedException {
        return run(List.of(command));
    }
}
