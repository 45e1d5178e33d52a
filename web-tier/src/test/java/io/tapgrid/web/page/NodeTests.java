package io.tapgrid.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs test files of {@code src/test/browser} with node's own test runner; what they print goes to {@code target}. */
final class NodeTests {
    private static final Path FOLDER = Path.of("src/test/browser");
    private static final long MINUTES_MAX = 15;

    private final Map<String, String> environment;

    NodeTests(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Fails with the end of what node printed unless every test in the files passed. */
    void pass(String name, String... files) throws IOException, InterruptedException {
        assertThat(FOLDER.resolve("node_modules/playwright-core"))
                .as("run 'npm ci' in %s first, or ./tapgrid check, which does", FOLDER)
                .exists();
        Path output = Path.of("target", "page-tests-" + name + ".txt");
        List<String> command = new ArrayList<>(List.of(
                "node",
                "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
                "--test",
                "--test-concurrency=1",
                "--test-reporter=spec"));
        command.addAll(List.of(files));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        assertThat(exitCode(builder.start())).as(() -> end(output)).isZero();
    }

    private static int exitCode(Process node) throws InterruptedException {
        try {
            assertThat(node.waitFor(MINUTES_MAX, TimeUnit.MINUTES))
                    .as("node is done within %s minutes", MINUTES_MAX)
                    .isTrue();
            return node.exitValue();
        } finally {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
        }
    }

    /** The runner repeats what failed at the end. */
    private static String end(Path output) {
        try {
            List<String> lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
        } catch (IOException e) {
            return output + ": " + e;
        }
    }
}
