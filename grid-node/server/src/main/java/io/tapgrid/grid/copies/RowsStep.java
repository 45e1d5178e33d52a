package io.tapgrid.grid.copies;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** What one node's copy has of some rows; those that it does not have are not in the answer. */
final class RowsStep implements IgniteCallable<Map<RowRef, Object>> {
    private static final long serialVersionUID = 1L;

    private final Set<RowRef> wanted;

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    RowsStep(Set<RowRef> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    @Override
    public Map<RowRef, Object> call() {
        Ignite here = ignite;
        Map<RowRef, Object> rows = new HashMap<>();
        if (here != null) {
            for (RowRef row : wanted) {
                Object found = row.cacheOf(here).localPeek(row.key(), CachePeekMode.PRIMARY, CachePeekMode.BACKUP);
                if (found != null) {
                    rows.put(row, found);
                }
            }
        }
        return rows;
    }
}
