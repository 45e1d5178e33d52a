package io.tapgrid.domain.escrow;

import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;

/**
 * How units move between the pool and a slice, so that a hot item is on every shard while there is plenty, and the last
 * unit still finds whoever asks for it. The pool's set of marked shards and each slice's own mark change only here,
 * together.
 */
public final class StockRules {
    /** Warm-up places half of the units in slices; the other half stays for whoever turns out to be hot. */
    private static final long WARM_UP_DIVISOR = 2;

    private StockRules() {}

    /**
     * A slice with nothing on sale asks for more: it is granted a share, or, when the pool is dry too, loses its mark.
     * Units that were released into it while it had no mark go through the pool, by which it is marked again.
     *
     * <p>The share follows guided self-scheduling (Polychronopoulos and Kuck, 1987): half of the rest divided by the
     * shards, so that grants shrink as the end comes near; but at least what the asker has waiting, since those units
     * are sold at once.
     *
     * @param shards the cluster's shard count
     * @param waiting grabs of this shard that wait for a unit, 0 or more
     */
    public static Transfer refill(Pool pool, Slice slice, int shards, long waiting) {
        if (slice.onSale() > 0) {
            return Transfer.nothing(pool, slice);
        }
        if (owesHandBack(slice)) {
            Transfer back = handBack(pool, slice, 0);
            return back.then(refill(back.pool(), back.slice(), shards, waiting));
        }
        if (pool.isDry()) {
            return declareEmpty(pool, slice);
        }
        long share = Math.max(pool.available() / 2 / shards, Math.max(waiting, 1));
        return grant(pool, slice, Math.min(share, pool.available()));
    }

    /** A marked slice without a free unit says so. When the pool is dry and this was the last mark, the item is sold out. */
    public static Transfer declareEmpty(Pool pool, Slice slice) {
        return mayDeclareEmpty(slice) ? takeBack(pool, slice, 0, true) : Transfer.nothing(pool, slice);
    }

    /** Whether a slice has a mark and nothing to show for it. Worth a transaction only when the pool is dry. */
    public static boolean mayDeclareEmpty(Slice slice) {
        return slice.marked() && slice.available() == 0;
    }

    /**
     * A slice gives its free units back to the pool, except for those its own queue is about to ask for, and loses its
     * mark when none stays. Without a mark it keeps nothing, since it could not sell it.
     *
     * @param keep units that the shard's queue wants, 0 or more
     */
    public static Transfer handBack(Pool pool, Slice slice, long keep) {
        long units = slice.marked() ? Math.max(slice.available() - keep, 0) : slice.available();
        boolean emptied = slice.marked() && units == slice.available();
        return units > 0 || emptied ? takeBack(pool, slice, units, emptied) : Transfer.nothing(pool, slice);
    }

    /** A slice gives as many of its free units as a withdrawal is missing, or all of them when it cannot sell them. */
    public static Transfer collect(Pool pool, Slice slice, long missing) {
        return missing > 0 && slice.hasFreeUnits()
                ? handBack(pool, slice, Math.max(slice.available() - missing, 0))
                : Transfer.nothing(pool, slice);
    }

    /** Whether a slice holds units that the pool does not know of: released after it had declared itself empty. */
    public static boolean owesHandBack(Slice slice) {
        return !slice.marked() && slice.available() > 0;
    }

    /** Before the sale opens every slice is given an equal share, once; running it again does nothing. */
    public static Transfer warmUp(Pool pool, Slice slice, int shards) {
        long share = Math.min(warmUpShare(pool, shards), pool.available());
        return slice.received() > 0 || share == 0 ? Transfer.nothing(pool, slice) : grant(pool, slice, share);
    }

    /** Units each slice gets at warm-up; 0 when there are too few, which then wait in the pool for whoever asks. */
    public static long warmUpShare(Pool pool, int shards) {
        return pool.units() / WARM_UP_DIVISOR / shards;
    }

    private static Transfer grant(Pool pool, Slice slice, long units) {
        return Transfer.of(
                pool,
                new Event.PoolGranted(pool.saleId(), pool.sku(), slice.shard(), units),
                slice,
                new Event.SliceReceived(pool.saleId(), pool.sku(), slice.shard(), units));
    }

    private static Transfer takeBack(Pool pool, Slice slice, long units, boolean emptied) {
        return Transfer.of(
                pool,
                new Event.PoolTookBack(pool.saleId(), pool.sku(), slice.shard(), units, emptied),
                slice,
                new Event.SliceReturned(pool.saleId(), pool.sku(), slice.shard(), units, emptied));
    }
}
