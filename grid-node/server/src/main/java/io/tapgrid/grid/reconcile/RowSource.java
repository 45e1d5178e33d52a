package io.tapgrid.grid.reconcile;

import java.util.Optional;
import java.util.function.Consumer;

/** One of the two sides. Reads what is there now; one thread. */
interface RowSource {
    /** Hands over the rows of a page, in any order, one at a time. */
    void read(RowPage page, Consumer<ComparedRow> each);

    /** One row by its key, as it is now. */
    Optional<ComparedRow> find(ComparedTable table, String key);
}
