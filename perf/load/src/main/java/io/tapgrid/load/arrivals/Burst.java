package io.tapgrid.load.arrivals;

import java.time.Duration;

/**
 * The minute a sale opens. Some press too early, evenly over the time before; most within a ramp that rises in a straight line to the
 * peak; the rest come in an exponential decay from that peak, cut off after five times its mean.
 *
 * @param early the time before the opening in which the impatient come; the shape starts this much before the opening
 * @param ramp from the opening to the peak
 * @param decayMean mean time after the peak of those who come later
 */
public record Burst(Duration early, Duration ramp, Duration decayMean) implements ArrivalShape {

    private static final double SHARE_EARLY = 0.03;
    private static final double MEANS_MAX = 5;

    public Burst {
        if (early.isNegative() || ramp.isNegative() || decayMean.isNegative() || decayMean.isZero()) {
            throw new IllegalArgumentException(
                    "burst: " + early + ", " + ramp + ", " + decayMean + " (expected: no negative time, a decay)");
        }
    }

    /**
     * Two areas under one curve: the ramp's triangle and the decay's tail meet at the same height, so the share of the
     * ramp is ½·ramp to decay.
     */
    @Override
    public long nanosAt(double quantile) {
        if (quantile < SHARE_EARLY) {
            return (long) (early.toNanos() * quantile / SHARE_EARLY);
        }
        double rest = (quantile - SHARE_EARLY) / (1 - SHARE_EARLY);
        double rampShare = 0.5 * ramp.toNanos() / (0.5 * ramp.toNanos() + decayMean.toNanos());
        if (rest < rampShare) {
            return early.toNanos() + (long) (ramp.toNanos() * Math.sqrt(rest / rampShare));
        }
        double tail = (rest - rampShare) / (1 - rampShare);
        double means = -Math.log1p(-tail * (1 - Math.exp(-MEANS_MAX)));
        return early.toNanos() + ramp.toNanos() + (long) (decayMean.toNanos() * means);
    }
}
