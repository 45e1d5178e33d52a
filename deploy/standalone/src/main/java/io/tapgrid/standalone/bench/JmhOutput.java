package io.tapgrid.standalone.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the table that JMH prints at its end: of each benchmark the time and, by its collector's profile, the bytes. */
final class JmhOutput {

    private static final Pattern LINE = Pattern.compile(
            "(?m)^([A-Za-z]+\\.[A-Za-z]+)(:gc\\.alloc\\.rate\\.norm)? +avgt .*? ([0-9.]+)(?: ± +([0-9.]+))? +(?:ns|B)/op$");
    private static final String BYTES = "B";
    private static final String NANOS = "ns";

    private JmhOutput() {}

    static String table(String output) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        Matcher line = LINE.matcher(output);
        while (line.find()) {
            String error = line.group(4) == null ? "" : " ± " + line.group(4);
            rows.computeIfAbsent(line.group(1), name -> new TreeMap<>())
                    .put(line.group(2) == null ? NANOS : BYTES, line.group(3) + error);
        }
        var text = new StringBuilder("| per grab, in a batch of 64 | ns | allocated B |\n|---|---|---|\n");
        rows.forEach((name, row) -> text.append("| ")
                .append(name)
                .append(" | ")
                .append(row.getOrDefault(NANOS, "–"))
                .append(" | ")
                .append(row.getOrDefault(BYTES, "–"))
                .append(" |\n"));
        return text.toString();
    }
}
