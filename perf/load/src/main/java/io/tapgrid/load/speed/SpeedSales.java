package io.tapgrid.load.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The sales of one run: one sold out, and for each round one with a single item and one with a hundred, so that each
 * shopper wins once in each and nothing has to be undone in between. Stock is twice the shoppers: it never runs out.
 */
final class SpeedSales {

    static final int ITEMS_MANY = 100;

    private final String prefix;
    private final int shoppers;
    private final int rounds;
    private final boolean reservationRequired;

    /** @param stamp makes the names new, since a shopper wins once in a sale for ever; seconds of the epoch */
    SpeedSales(long stamp, int shoppers, int rounds, boolean reservationRequired) {
        this.prefix = "SPEED-" + Long.toString(stamp, 36).toUpperCase(Locale.ROOT);
        this.shoppers = shoppers;
        this.rounds = rounds;
        this.reservationRequired = reservationRequired;
    }

    String soldOut() {
        return prefix + "-B";
    }

    String oneItem(int round) {
        return prefix + "-C" + round;
    }

    String manyItems(int round) {
        return prefix + "-D" + round;
    }

    List<String> all() {
        return files().ids();
    }

    /** Writes the YAML and the CSVs beside it, and returns the YAML. */
    Path write(Path folder) throws IOException {
        return files().write(folder, "speed.yaml");
    }

    private SaleFiles files() {
        var files = new SaleFiles(reservationRequired);
        files.add(new SaleFiles.Sale(soldOut(), 1, 1, 0, shoppers));
        for (int round = 0; round < rounds; round++) {
            files.add(new SaleFiles.Sale(oneItem(round), 1, 2 * shoppers, 0, shoppers));
            files.add(new SaleFiles.Sale(manyItems(round), ITEMS_MANY, 2 * shoppers / ITEMS_MANY + 1, 0, shoppers));
        }
        return files;
    }
}
