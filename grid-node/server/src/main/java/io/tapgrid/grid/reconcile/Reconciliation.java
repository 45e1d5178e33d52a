package io.tapgrid.grid.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Compares two sides page by page. A row that differs is read again, on both sides, up to five times before it counts:
 * between two readings of a living system there is always something on its way.
 */
final class Reconciliation {
    /** Rows of one side that are held at once. */
    static final int PAGE_ROWS_MAX = 100_000;

    private static final int LOOKS = 5;
    private static final int SUSPECTS_MAX = 10_000;

    private final RowSource grid;
    private final RowSource mysql;
    private final Duration lookAgainAfter;
    private final Consumer<Difference> found;
    private final Map<ComparedTable, Long> rowsCompared = new EnumMap<>(ComparedTable.class);
    private long differences;

    Reconciliation(RowSource grid, RowSource mysql, Duration lookAgainAfter, Consumer<Difference> found) {
        this.grid = grid;
        this.mysql = mysql;
        this.lookAgainAfter = lookAgainAfter;
        this.found = found;
    }

    void compare(RowPage page) {
        List<String> suspects = suspects(page);
        List<Difference> remaining = lookAgain(page.table(), suspects);
        remaining.forEach(found);
        differences += remaining.size();
    }

    long differences() {
        return differences;
    }

    /** Rows of the grid that were compared, by table. */
    Map<ComparedTable, Long> rowsCompared() {
        return new EnumMap<>(rowsCompared);
    }

    private List<String> suspects(RowPage page) {
        Map<String, ComparedRow> rows = new HashMap<>();
        grid.read(page, row -> rows.put(row.key(), row));
        rowsCompared.merge(page.table(), (long) rows.size(), Long::sum);
        List<String> suspects = new ArrayList<>();
        mysql.read(page, row -> {
            ComparedRow same = rows.remove(row.key());
            if (same == null || !same.isSameAs(row)) {
                suspect(suspects, row.key());
            }
        });
        rows.keySet().forEach(key -> suspect(suspects, key));
        return suspects;
    }

    /** Past the limit a row is a difference without a second look: by then something is wrong for certain. */
    private void suspect(List<String> suspects, String key) {
        if (suspects.size() < SUSPECTS_MAX) {
            suspects.add(key);
        } else {
            differences++;
        }
    }

    private List<Difference> lookAgain(ComparedTable table, List<String> suspects) {
        List<String> waiting = suspects;
        for (int look = 1; look < LOOKS && !waiting.isEmpty(); look++) {
            LockSupport.parkNanos(lookAgainAfter.toNanos());
            waiting = waiting.stream()
                    .filter(key -> difference(table, key).isPresent())
                    .toList();
        }
        return waiting.stream().flatMap(key -> difference(table, key).stream()).toList();
    }

    private Optional<Difference> difference(ComparedTable table, String key) {
        Optional<ComparedRow> here = grid.find(table, key);
        Optional<ComparedRow> there = mysql.find(table, key);
        if (here.isPresent() && there.isPresent()) {
            String what = ComparedRow.differences(here.get(), there.get());
            return what.isEmpty() ? Optional.empty() : Optional.of(new Difference(table, key, what));
        }
        if (here.isPresent()) {
            return Optional.of(new Difference(table, key, "only in the grid"));
        }
        return there.map(row -> new Difference(table, key, "only in MySQL"));
    }
}
