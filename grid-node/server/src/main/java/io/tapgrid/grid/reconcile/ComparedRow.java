package io.tapgrid.grid.reconcile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A row as both sides can show it: its key, and its columns as text. */
final class ComparedRow {
    private final String key;
    private final Map<String, String> columns = new LinkedHashMap<>();

    ComparedRow(String key) {
        this.key = key;
    }

    /** Parts of a key never contain the tilde. */
    static String key(String... parts) {
        return String.join("~", parts);
    }

    String key() {
        return key;
    }

    ComparedRow with(String column, @Nullable Object value) {
        columns.put(column, value == null ? "-" : value.toString());
        return this;
    }

    /** Times count to the microsecond, which is what a column of MySQL holds. */
    ComparedRow with(String column, @Nullable Instant value) {
        return with(column, value == null ? null : (Object) value.truncatedTo(ChronoUnit.MICROS));
    }

    boolean isSameAs(ComparedRow other) {
        return columns.equals(other.columns);
    }

    /** The columns in which two rows of one key differ, with both values. */
    static String differences(ComparedRow grid, ComparedRow mysql) {
        Set<String> names = new TreeSet<>(grid.columns.keySet());
        names.addAll(mysql.columns.keySet());
        List<String> differing = new ArrayList<>();
        for (String name : names) {
            String here = grid.columns.getOrDefault(name, "-");
            String there = mysql.columns.getOrDefault(name, "-");
            if (!here.equals(there)) {
                differing.add(name + ": " + here + " in the grid, " + there + " in MySQL");
            }
        }
        return String.join("; ", differing);
    }
}
