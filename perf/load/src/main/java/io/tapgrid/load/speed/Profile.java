package io.tapgrid.load.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says what CPU time goes into, from a profile of collapsed stacks ({@code frame;frame;…;leaf count} a line). Each
 * sample belongs to the area of its innermost frame that has one, so that a hash map inside a B+ tree counts as the
 * tree. Run as a program on such a file it prints a Markdown table.
 */
final class Profile {

    private static final String OTHER = "other";
    private static final int LEAVES_SHOWN = 25;

    /** In the order of asking; a frame belongs to the first that finds something in it. */
    private static final Map<String, Pattern> AREAS = areas();

    private final Map<String, Long> samplesByArea = new HashMap<>();
    private final Map<String, Long> samplesByLeaf = new HashMap<>();
    private long samples;

    public static void main(String[] arguments) throws IOException {
        System.out.print(read(Path.of(arguments[0])).markdown());
    }

    static Profile read(Path collapsed) throws IOException {
        var profile = new Profile();
        try (BufferedReader in = Files.newBufferedReader(collapsed)) {
            String line;
            while ((line = in.readLine()) != null) {
                profile.add(line);
            }
        }
        return profile;
    }

    void add(String line) {
        int space = line.lastIndexOf(' ');
        if (space < 0) {
            return;
        }
        long count = Long.parseLong(line.substring(space + 1));
        String[] frames = line.substring(0, space).split(";", -1);
        samples += count;
        samplesByArea.merge(area(frames), count, Long::sum);
        samplesByLeaf.merge(frames[frames.length - 1], count, Long::sum);
    }

    String markdown() {
        var text = new StringBuilder(samples + " samples\n\n| share | area |\n|---|---|\n");
        table(text, samplesByArea, Integer.MAX_VALUE);
        text.append("\n| share | innermost frame |\n|---|---|\n");
        table(text, samplesByLeaf, LEAVES_SHOWN);
        return text.toString();
    }

    double share(String area) {
        return (double) samplesByArea.getOrDefault(area, 0L) / Math.max(1, samples);
    }

    private void table(StringBuilder text, Map<String, Long> counts, int rows) {
        List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        for (Map.Entry<String, Long> row : sorted.subList(0, Math.min(rows, sorted.size()))) {
            double percent = 100.0 * row.getValue() / samples;
            text.append(String.format(Locale.ROOT, "| %.1f %% | %s |%n", percent, row.getKey()));
        }
    }

    private static String area(String[] frames) {
        for (int i = frames.length - 1; i >= 0; i--) {
            String frame = frames[i].replace('.', '/');
            for (Map.Entry<String, Pattern> area : AREAS.entrySet()) {
                if (area.getValue().matcher(frame).find()) {
                    return area.getKey();
                }
            }
        }
        return OTHER;
    }

    private static Map<String, Pattern> areas() {
        var areas = new LinkedHashMap<String, Pattern>();
        areas.put("JIT compiler", Pattern.compile("^\\[C[12] Compiler"));
        areas.put("garbage collection", Pattern.compile("^\\[(GC Thread|G1 |VM Thread)"));
        areas.put("web: login", Pattern.compile("^io/tapgrid/web/login"));
        areas.put("web: batching", Pattern.compile("^io/tapgrid/(web/grid|gridapi/client)"));
        areas.put("web: the rest of ours", Pattern.compile("^io/tapgrid/web"));
        areas.put("HTTP server (Micronaut)", Pattern.compile("^io/micronaut"));
        areas.put("HTTP server (Netty and the kernel's network)", Pattern.compile("^io/netty"));
        areas.put("kernel (rules)", Pattern.compile("^io/tapgrid/domain"));
        areas.put("shipper", Pattern.compile("^io/tapgrid/grid/ship|^com/mysql|^com/zaxxer"));
        areas.put("journal codec", Pattern.compile("^io/tapgrid/grid/journal"));
        areas.put("grid: ours", Pattern.compile("^io/tapgrid/grid"));
        areas.put("Ignite: SQL indexes", Pattern.compile("^org/h2|^org/apache/ignite/.*/(query|index|cache/query)/"));
        areas.put("Ignite: write-ahead log", Pattern.compile("^org/apache/ignite/.*/wal/"));
        areas.put("Ignite: checkpoint", Pattern.compile("^org/apache/ignite/.*/checkpoint/"));
        areas.put("Ignite: B+ trees and pages", Pattern.compile("^org/apache/ignite/.*/(persistence|pagemem|tree)/"));
        areas.put("Ignite: marshalling", Pattern.compile("^org/apache/ignite/.*/(binary|marshaller)/"));
        areas.put("Ignite: transactions, locks, entries", Pattern.compile("^org/apache/ignite/.*/cache"));
        areas.put("Ignite: the rest", Pattern.compile("^org/apache/ignite"));
        return areas;
    }
}
