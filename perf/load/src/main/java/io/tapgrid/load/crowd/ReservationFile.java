package io.tapgrid.load.crowd;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads who reserved what. The same plain CSV that a sale is created with: a header {@code sku,uid}, in either order,
 * then one reservation a line; neither column can hold a comma or a quote.
 */
final class ReservationFile {

    private static final int LINES_MAX = 2_000_000;

    private ReservationFile() {}

    /** Items by shopper, in the order of the file. */
    static Map<String, List<String>> read(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int skuColumn = skuColumn(file, in.readLine());
            var skusByUid = new LinkedHashMap<String, List<String>>();
            var known = new HashMap<String, String>();
            String line;
            for (int number = 2; (line = in.readLine()) != null; number++) {
                if (!line.isBlank()) {
                    String[] columns = columns(file, line, number);
                    String sku = known.computeIfAbsent(columns[skuColumn], s -> s);
                    skusByUid
                            .computeIfAbsent(columns[1 - skuColumn], u -> new ArrayList<>(1))
                            .add(sku);
                }
            }
            return skusByUid;
        }
    }

    private static int skuColumn(Path file, String header) throws IOException {
        String names = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
        if (names.equals("sku,uid")) {
            return 0;
        }
        if (names.equals("uid,sku")) {
            return 1;
        }
        throw new IOException(file + ": line 1: " + names + " (expected: sku,uid)");
    }

    private static String[] columns(Path file, String line, int number) throws IOException {
        String[] columns = line.strip().split(",", -1);
        if (columns.length != 2 || columns[0].isBlank() || columns[1].isBlank() || line.indexOf('"') >= 0) {
            throw new IOException(file + ": line " + number + ": (expected: sku,uid)");
        }
        if (number > LINES_MAX) {
            throw new IOException(file + ": more than " + LINES_MAX + " lines");
        }
        return columns;
    }
}
