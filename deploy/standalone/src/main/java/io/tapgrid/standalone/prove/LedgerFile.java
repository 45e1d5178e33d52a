package io.tapgrid.standalone.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;

/** A table in Markdown that adds up runs, a line each. */
final class LedgerFile {
    private static final String HEAD =
            "| date (UTC) | commit | seed | minutes | nodes | rate | requests | unknown | faults |"
                    + " isolations | by kind | verdict |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n";

    private LedgerFile() {}

    static void append(Path file, Verdict verdict) throws IOException {
        if (Files.notExists(file)) {
            Files.writeString(file, HEAD);
        }
        ProvePlan plan = verdict.plan();
        Files.writeString(
                file,
                "| %tF %<tR | %s | %d | %.1f | %d | %d | %d | %d | %d | %d | %s | %s |%n"
                        .formatted(
                                verdict.startedAt().atZone(ZoneOffset.UTC),
                                verdict.commit(),
                                plan.seed(),
                                plan.length().toSeconds() / 60.0,
                                plan.nodes(),
                                plan.rate(),
                                verdict.tally().operations(),
                                verdict.tally().unknown(),
                                verdict.faults().size(),
                                verdict.isolations(),
                                verdict.faultsInWords(),
                                verdict.holds()
                                        ? "held"
                                        : "broken: " + verdict.findings().counts()),
                StandardOpenOption.APPEND);
    }
}
