package io.tapgrid.load.crowd;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * The sale that a crowd goes to.
 *
 * @param site the shopper site, {@code http://host:port}
 * @param shopSecret the file with the secret that the shop signs with
 * @param unitsBySku units on sale, which the crowd must not get more of
 * @param reservationRequired whether a win without a reservation breaks a promise
 */
public record Venue(
        URI site, String saleId, Path shopSecret, Map<String, Integer> unitsBySku, boolean reservationRequired) {

    public Venue {
        unitsBySku = Map.copyOf(unitsBySku);
        if (unitsBySku.isEmpty()) {
            throw new IllegalArgumentException("unitsBySku: (expected: at least one item)");
        }
    }
}
