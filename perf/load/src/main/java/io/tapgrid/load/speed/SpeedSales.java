package io.tapgrid.load.speed;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The sales of one run, as the YAML that {@code ./tapgrid apply} takes: one sold out, and for each round one with a
 * single item and one with a hundred, so that each shopper wins once in each and nothing has to be undone in between.
 * Holds last longer than the run, so that no expiry is measured. Stock is twice the shoppers: it never runs out.
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

    static String item(int i) {
        return "ITEM-" + i;
    }

    List<String> all() {
        List<String> all = new ArrayList<>(List.of(soldOut()));
        for (int round = 0; round < rounds; round++) {
            all.add(oneItem(round));
            all.add(manyItems(round));
        }
        return all;
    }

    /** Writes the YAML and the CSVs beside it, and returns the YAML. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        writeReservations(folder.resolve("one.csv"), 1);
        writeReservations(folder.resolve("many.csv"), ITEMS_MANY);
        var yaml = new StringBuilder(sale(soldOut(), 1, 1));
        for (int round = 0; round < rounds; round++) {
            yaml.append("---\n").append(sale(oneItem(round), 1, 2 * shoppers));
            yaml.append("---\n").append(sale(manyItems(round), ITEMS_MANY, 2 * shoppers / ITEMS_MANY + 1));
        }
        return Files.writeString(folder.resolve("speed.yaml"), yaml);
    }

    private String sale(String id, int items, int stock) {
        var yaml = new StringBuilder();
        yaml.append("sale: ").append(id).append('\n');
        yaml.append("name: {en: Speed, zh: 速度}\n");
        yaml.append("opensAt: +20s\nclosesAt: +3h\nrule: ONE_PER_ITEM\nholdFor: 3h\npayFor: 3h\n");
        yaml.append("reservation: ")
                .append(reservationRequired ? "required" : "none")
                .append('\n');
        if (reservationRequired) {
            yaml.append("reservations: ")
                    .append(items == 1 ? "one.csv" : "many.csv")
                    .append('\n');
        }
        yaml.append("items:\n");
        for (int i = 0; i < items; i++) {
            yaml.append("  - {sku: ").append(item(i)).append(", name: {en: Item, zh: 商品}, ");
            yaml.append("priceMinor: 100, currency: CNY, stock: ").append(stock).append("}\n");
        }
        return yaml.toString();
    }

    private void writeReservations(Path file, int items) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("sku,uid\n");
            for (int i = 0; i < shoppers; i++) {
                out.write(item(i % items) + "," + SessionTokens.uid(i) + "\n");
            }
        }
    }
}
