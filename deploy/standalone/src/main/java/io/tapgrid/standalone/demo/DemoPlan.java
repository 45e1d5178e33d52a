package io.tapgrid.standalone.demo;

import io.tapgrid.standalone.CommandFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The size of a demo.
 *
 * @param units on sale, over all items, spread evenly
 * @param shoppers with a reservation each, for one of the items
 * @param bots who have none and repeat fast
 */
record DemoPlan(String saleId, int units, int shoppers, int items, int bots, long seed) {
    private static final int SHOPPERS_MAX = 2_000_000;
    private static final int BOTS_MAX = 100_000;
    private static final int ITEMS_MAX = 1_000;

    /** What importing and logging in were seen to take on two cores, per second; half of it is planned with. */
    private static final int IMPORTED_PER_SECOND = 10_000;

    private static final int LOGGED_IN_PER_SECOND = 3_000;
    private static final Duration LEAD_MIN = Duration.ofSeconds(8);

    DemoPlan {
        require("--shoppers", shoppers, 1, SHOPPERS_MAX);
        require("--items", items, 1, ITEMS_MAX);
        require("--bots", bots, 0, BOTS_MAX);
        require("--units", units, items, SHOPPERS_MAX);
    }

    private static void require(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new CommandFailure(option + ": " + value + " (expected: " + min + " to " + max + ")");
        }
    }

    /** How long after the apply the sale opens: long enough for the reservations to be in and everybody to log in. */
    Duration lead() {
        return LEAD_MIN.plusSeconds(shoppers / IMPORTED_PER_SECOND)
                .plusSeconds((shoppers + bots) / LOGGED_IN_PER_SECOND);
    }

    static String sku(int item) {
        return "DEMO-ITEM-" + (item + 1);
    }

    /** Item of shopper {@code number}, from 0. */
    String skuOf(int number) {
        return sku(number % items);
    }

    Map<String, Integer> unitsBySku() {
        Map<String, Integer> bySku = new LinkedHashMap<>();
        for (int item = 0; item < items; item++) {
            bySku.put(sku(item), units / items + (item < units % items ? 1 : 0));
        }
        return bySku;
    }
}
