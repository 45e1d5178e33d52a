package io.tapgrid.standalone.prove.soak;

import io.tapgrid.load.measure.LatencySummary;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The looks of a soak as tables in Markdown: sales, then a table a process. */
final class SoakTables {
    private static final long MEBIBYTE = 1L << 20;

    private SoakTables() {}

    static String of(List<Look> looks) {
        StringBuilder text = new StringBuilder();
        text.append(
                        "| after | requests | p50 | p99 | rows so far | region, bytes a row and copy | WAL | nodes' disks | MySQL's disk |\n")
                .append("|---|---|---|---|---|---|---|---|---|\n");
        for (Look look : looks) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %s | %,d | %,d | %s | %s | %s |%n",
                    look.sale(),
                    look.requests(),
                    LatencySummary.millis(look.latency().latencyMicrosP50()),
                    LatencySummary.millis(look.latency().latencyMicrosP99()),
                    look.rows(),
                    bytesOfARow(look),
                    mebibytes(look.walBytes()),
                    mebibytes(look.gridBytes()),
                    mebibytes(look.mysqlBytes())));
        }
        for (int index = 0; !looks.isEmpty() && index < looks.get(0).processes().size(); index++) {
            process(looks, index, text);
        }
        return text.toString();
    }

    /** With one backup each row is there twice. */
    private static long bytesOfARow(Look look) {
        long region =
                look.processes().stream().mapToLong(ProcessReading::regionBytes).sum();
        return look.rows() == 0 ? 0 : region / look.rows() / 2;
    }

    private static void process(List<Look> looks, int index, StringBuilder text) {
        text.append("\n**").append(looks.get(0).processes().get(index).name()).append("**\n\n| |");
        looks.forEach(look -> text.append(' ').append(look.sale()).append(" |"));
        text.append("\n|---|").append("---|".repeat(looks.size())).append('\n');
        row("age", looks, index, text, it -> it.age().toSeconds() + " s");
        row("heap after a full collection", looks, index, text, it -> mebibytes(it.heapBytes()));
        row("buffers outside the heap", looks, index, text, it -> mebibytes(it.directBytes()));
        row("region of the rows", looks, index, text, it -> mebibytes(it.regionBytes()));
        row("resident", looks, index, text, it -> mebibytes(it.residentBytes()));
        row("threads", looks, index, text, it -> Long.toString(it.threads()));
        row("sockets", looks, index, text, it -> Long.toString(it.sockets()));
        row("open files", looks, index, text, it -> Long.toString(it.files()));
    }

    private static void row(
            String name, List<Look> looks, int index, StringBuilder text, Function<ProcessReading, String> cell) {
        text.append("| ").append(name).append(" |");
        looks.forEach(look ->
                text.append(' ').append(cell.apply(look.processes().get(index))).append(" |"));
        text.append('\n');
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes / MEBIBYTE);
    }
}
