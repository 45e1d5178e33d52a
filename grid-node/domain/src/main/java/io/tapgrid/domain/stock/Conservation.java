package io.tapgrid.domain.stock;

import java.util.Collection;

/**
 * The law that no unit appears or vanishes: {@code initial + added − withdrawn = pool + Σ (available + held + sold)}.
 *
 * <p>Rows of several shards cannot be read at one instant, so a reading counts only when nothing was on its way between
 * the pool and the slices while it was taken: Σ received = granted and Σ returned = taken back. Otherwise it is taken
 * again, for up to two seconds, before anything is called broken.
 *
 * @param units initial + added − withdrawn
 * @param pool units in the pool
 * @param available units free in slices
 * @param held units HELD or CARTED
 * @param sold units PAID
 * @param settled whether the reading counts
 */
public record Conservation(long units, long pool, long available, long held, long sold, boolean settled) {
    /** Reads the law from an item's pool and all of its slices. */
    public static Conservation of(Pool pool, Collection<Slice> slices) {
        long available = 0;
        long held = 0;
        long sold = 0;
        long received = 0;
        long returned = 0;
        for (Slice slice : slices) {
            available += slice.available();
            held += slice.held();
            sold += slice.sold();
            received += slice.received();
            returned += slice.returned();
        }
        boolean settled = received == pool.granted() && returned == pool.takenBack();
        return new Conservation(pool.units(), pool.available(), available, held, sold, settled);
    }

    /** Whether the law is kept. False means something only when {@link #settled}. */
    public boolean holds() {
        return units == pool + available + held + sold;
    }
}
