package io.tapgrid.standalone.prove;

import io.tapgrid.load.speed.Machine;
import io.tapgrid.standalone.prove.soak.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The report on a soak, in Markdown. */
final class SoakReport {
    private SoakReport() {}

    /** Returns the file, which is named after the day and the commit. */
    static Path write(Path folder, Verdict verdict) throws IOException {
        LocalDate day = LocalDate.ofInstant(verdict.startedAt(), ZoneOffset.UTC);
        Path file = Files.createDirectories(folder).resolve(day + "-" + verdict.commit() + "-soak.md");
        return Files.writeString(file, text(day, verdict));
    }

    private static String text(LocalDate day, Verdict verdict) {
        StringBuilder text = new StringBuilder();
        text.append("# Soak, ")
                .append(day)
                .append(", commit ")
                .append(verdict.commit())
                .append("\n\n");
        text.append(
                "Sales one after the other under open-loop load with a fault every half a minute at most, and a look at every"
                        + " process after each, when all is at rest: the heap after a full collection, what `/proc` counts, what metrics"
                        + " say. A process that a fault ended began anew, so its age is given. Rows are kept, so the region that they are"
                        + " in grows with them, and so do the disks.\n");
        text.append("\n```\n");
        verdict.lines().forEach(line -> text.append(line).append('\n'));
        text.append("```\n\n");
        text.append(verdict.soak().map(Soak::tables).orElse(""));
        text.append("\n## Conditions\n\n");
        ProvePlan plan = verdict.plan();
        text.append("- ")
                .append(plan.nodes())
                .append(" nodes, ")
                .append(plan.webs())
                .append(" web processes; ");
        text.append(plan.rate())
                .append(" requests a second, ")
                .append(plan.length().toMinutes());
        text.append(" minutes of sales, seed ").append(plan.seed()).append('\n');
        Machine.facts()
                .forEach((what, value) -> text.append("- ")
                        .append(what)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        return text.toString();
    }
}
