package io.tapgrid.standalone.bench;

/**
 * How much is measured.
 *
 * @param shoppers who win once in every round
 * @param warmUps rounds whose results are thrown away: a JVM that has just started is slower by far
 * @param cheapTimes as many more of what costs little, to be seen in ticks of 10 ms
 * @param mixed requests of a stretch of which one in a hundred wins
 * @param reservationsMany in the sale that is compared with one of half as many reservations as shoppers
 * @param limitShoppers who have reserved for the sale under open loop
 * @param searchSteps how often the space around the sustained rate is halved
 * @param stepSeconds how long each rate is held
 * @param overloadSeconds how long ten times the sustained rate is offered, and twice as long the 70 % of it
 * @param idleSeconds how long the idle servers are observed
 */
record Sizes(
        int shoppers,
        int rounds,
        int warmUps,
        int cheapTimes,
        int mixed,
        int reservationsMany,
        int limitShoppers,
        int searchSteps,
        int stepSeconds,
        int overloadSeconds,
        int idleSeconds) {

    static final Sizes FULL = new Sizes(20_000, 7, 8, 12, 200_000, 1_000_000, 100_000, 6, 10, 60, 5);
    static final Sizes QUICK = new Sizes(400, 1, 1, 3, 4_000, 5_000, 500, 2, 1, 2, 2);

    /** The region of a system must hold the rows of all its rounds, and is as large as it is shipped. */
    private static final int ROUNDS_MAX = 12;

    Sizes {
        if (rounds < 1 || rounds > ROUNDS_MAX) {
            throw new IllegalArgumentException("--rounds: " + rounds + " (expected: 1 to " + ROUNDS_MAX + ")");
        }
    }

    Sizes withRounds(int other) {
        return new Sizes(
                shoppers,
                other,
                warmUps,
                cheapTimes,
                mixed,
                reservationsMany,
                limitShoppers,
                searchSteps,
                stepSeconds,
                overloadSeconds,
                idleSeconds);
    }

    /** Where a round has several sales, or a long one stands beside them. */
    int shoppersHalf() {
        return shoppers / 2;
    }

    int roundsAll() {
        return warmUps + rounds;
    }
}
