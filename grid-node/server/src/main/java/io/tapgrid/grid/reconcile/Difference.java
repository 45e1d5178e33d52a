package io.tapgrid.grid.reconcile;

/** A row on which the two sides do not agree. */
record Difference(ComparedTable table, String key, String what) {
    @Override
    public String toString() {
        return table.title() + " " + key + ": " + what;
    }
}
