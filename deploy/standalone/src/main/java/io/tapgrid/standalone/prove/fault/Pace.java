package io.tapgrid.standalone.prove.fault;

import java.time.Duration;
import java.util.Random;

/**
 * How soon one fault follows another. In any case not before shoppers win again.
 *
 * @param every from the beginning of one to that of the next, at least
 * @param calmOneIn one period in so many is without a fault; 0 for none
 */
public record Pace(Duration every, int calmOneIn) {
    /** As soon as may be, but a quarter of the periods without a fault. */
    public static final Pace DENSE = new Pace(Duration.ZERO, 4);

    /** One every half a minute. */
    public static final Pace STEADY = new Pace(Duration.ofSeconds(30), 0);

    boolean isCalm(Random random) {
        return calmOneIn > 0 && random.nextInt(calmOneIn) == 0;
    }
}
