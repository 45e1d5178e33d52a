package io.tapgrid.load.speed;

import io.tapgrid.load.http.Target;
import java.net.URI;
import java.nio.file.Path;

/**
 * How to measure.
 *
 * @param management the web process's management port, for heap and pauses
 * @param tapgrid the project's script, for apply and reconcile
 * @param data the running system's data folder
 * @param shoppers who win once in every round
 * @param warmUps rounds whose results are thrown away
 */
record SpeedPlan(
        Target target,
        URI management,
        Path tapgrid,
        Path data,
        int shoppers,
        int rounds,
        int warmUps,
        int connections,
        boolean reservationRequired) {

    SpeedPlan {
        if (shoppers < SpeedSales.ITEMS_MANY || shoppers > 500_000) {
            throw new IllegalArgumentException("shoppers: " + shoppers + " (expected: 100 to 500000)");
        }
        if (rounds < 1 || rounds > 40 || warmUps < 0 || warmUps > 8) {
            throw new IllegalArgumentException(
                    "rounds: " + rounds + ", " + warmUps + " to warm up (expected: 1 to 40, 0 to 8)");
        }
    }
}
