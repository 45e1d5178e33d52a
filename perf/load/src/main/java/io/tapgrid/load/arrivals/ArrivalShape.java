package io.tapgrid.load.arrivals;

import java.time.Duration;

/**
 * How arrivals are spread over time, as the inverse of their distribution: the moment by which a given share of all has
 * arrived. The i-th of n is due at the quantile (i + ½) / n; a random one at a random quantile.
 */
@FunctionalInterface
public interface ArrivalShape {

    /** Nanoseconds from the start of the shape. The quantile is in [0, 1); the result never falls as it grows. */
    long nanosAt(double quantile);

    /** The same number in every equal stretch of time. */
    static ArrivalShape even(Duration over) {
        long nanos = over.toNanos();
        return quantile -> (long) (quantile * nanos);
    }
}
