package io.tapgrid.load.limit;

/**
 * Finds the highest rate that is sustained, by halving the space between one that is and one that is not.
 */
public final class SustainedRate {

    private static final int DOWN_MAX = 6;
    private static final double UPPER = 1.2;

    private final Trial trial;
    private final int steps;

    /** @param steps how often the space is halved; six leave 1 or 2 % of doubt */
    public SustainedRate(Trial trial, int steps) {
        this.trial = trial;
        this.steps = steps;
    }

    /** Tries a rate. */
    @FunctionalInterface
    public interface Trial {
        /** Whether it is sustained. */
        boolean at(int perSecond) throws InterruptedException;
    }

    /**
     * Requests a second; 0 if nothing near it is sustained.
     *
     * @param estimate what was seen at saturation; the search begins at half of it and ends a fifth above
     */
    public int find(int estimate) throws InterruptedException {
        int sustained = firstSustained(estimate / 2);
        int tooMuch = sustained < estimate / 2 ? 2 * sustained : (int) (UPPER * estimate);
        for (int i = 0; i < steps && sustained > 0; i++) {
            int middle = (sustained + tooMuch) / 2;
            if (trial.at(middle)) {
                sustained = middle;
            } else {
                tooMuch = middle;
            }
        }
        return sustained;
    }

    private int firstSustained(int from) throws InterruptedException {
        int rate = from;
        for (int i = 0; i < DOWN_MAX && rate > 0; i++) {
            if (trial.at(rate)) {
                return rate;
            }
            rate /= 2;
        }
        return 0;
    }
}
