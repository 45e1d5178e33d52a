package io.tapgrid.load.crowd;

import java.time.Duration;

/**
 * How people behave at a sale, as shares from 0 to 1, drawn for each shopper from the seed.
 *
 * @param repeatsAWin asks again with the key of a win, which must be answered with the same purchase
 * @param triesForMore tries for another unit with a new key after a win, which the rule must refuse
 * @param staysWhenSoldOut waits for a unit to come back instead of going home
 * @param givesUpEarly repeats an overloaded or unanswered request only twice
 * @param refunded of the winners: pays, and is given the money back
 * @param cancelled of the winners: cancels the hold or the cart
 * @param holdLapses of the winners: never puts the unit into the cart
 * @param cartLapses of the winners: never pays for the cart
 * @param arrivalsPeak how many grabs a second the crowd would make at its peak; fixes how long the burst lasts
 * @param pauseMean how long people think between two steps, on average
 */
public record Habits(
        double repeatsAWin,
        double triesForMore,
        double staysWhenSoldOut,
        double givesUpEarly,
        double refunded,
        double cancelled,
        double holdLapses,
        double cartLapses,
        int arrivalsPeak,
        Duration pauseMean) {

    private static final double SHARE_LAPSING_MAX = 0.9;

    public Habits {
        double lapsing = refunded + cancelled + holdLapses + cartLapses;
        if (lapsing < 0 || lapsing > SHARE_LAPSING_MAX) {
            throw new IllegalArgumentException("refunded + cancelled + holdLapses + cartLapses: " + lapsing
                    + " (expected: 0 to " + SHARE_LAPSING_MAX + ", or the units would go round for ever)");
        }
        if (arrivalsPeak < 1) {
            throw new IllegalArgumentException("arrivalsPeak: " + arrivalsPeak + " (expected: at least 1 a second)");
        }
    }

    public static Habits usual() {
        return new Habits(0.10, 0.03, 0.40, 0.10, 0.02, 0.04, 0.05, 0.01, 5_000, Duration.ofMillis(1_500));
    }

    /** @param draw uniform in [0, 1) */
    Fate fate(double draw) {
        double upTo = refunded;
        if (draw < upTo) {
            return Fate.REFUNDED;
        }
        upTo += cancelled;
        if (draw < upTo) {
            return Fate.CANCELLED;
        }
        upTo += holdLapses;
        if (draw < upTo) {
            return Fate.HOLD_LAPSES;
        }
        return draw < upTo + cartLapses ? Fate.CART_LAPSES : Fate.PAID;
    }
}
