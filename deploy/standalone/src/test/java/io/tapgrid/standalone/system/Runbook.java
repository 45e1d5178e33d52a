package io.tapgrid.standalone.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands of {@code deploy/runbook.md}, section by section, in their order: what is in code blocks that are marked {@code sh}. */
final class Runbook {
    private static final Path FILE =
            Path.of(System.getProperty("tapgrid.root", "../..")).resolve("deploy/runbook.md");

    private Runbook() {}

    static List<String> commands(String section) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean here = false;
        boolean inBlock = false;
        for (String line : Files.readAllLines(FILE)) {
            if (line.startsWith("## ")) {
                here = line.equals("## " + section);
            } else if (line.strip().startsWith("```")) {
                inBlock = here && line.strip().equals("```sh");
            } else if (inBlock) {
                commands.add(line.strip());
            }
        }
        return commands;
    }
}
