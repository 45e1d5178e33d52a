package io.tapgrid.grid.reconcile;

/**
 * A part of a table that is compared at once: one shard's rows, or of those the ones whose key falls into one slice of
 * several; both sides choose by the same arithmetic.
 */
record RowPage(ComparedTable table, int shard, int slice, int slices) {
    static RowPage whole(ComparedTable table) {
        return new RowPage(table, 0, 0, 1);
    }

    boolean contains(String key) {
        return slices == 1 || Math.floorMod(key.hashCode(), slices) == slice;
    }

    @Override
    public String toString() {
        return table.title() + (table.isByShard() ? " of shard " + shard : "");
    }
}
