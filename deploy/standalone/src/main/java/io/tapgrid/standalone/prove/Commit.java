package io.tapgrid.standalone.prove;

import io.tapgrid.standalone.prove.host.Tool;
import java.io.IOException;
import java.nio.file.Path;

/** Which sources a run was built from. */
final class Commit {
    private Commit() {}

    /** Short, with a {@code +} where files have been changed since; {@code unknown} outside a clone. */
    static String of(Path home) throws InterruptedException {
        try {
            String commit = Tool.run("git", "-C", home.toString(), "rev-parse", "--short=10", "HEAD");
            String changed = Tool.run("git", "-C", home.toString(), "status", "--porcelain", "--untracked-files=no");
            return changed.isEmpty() ? commit : commit + "+";
        } catch (IOException notAClone) {
            return "unknown";
        }
    }
}
