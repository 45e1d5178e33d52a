package io.tapgrid.load.speed;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The sales of a run as the YAML that {@code ./tapgrid apply} takes, with the reservations beside it. Holds last longer
 * than the run, so that no expiry is measured.
 */
public final class SaleFiles {

    private final boolean reservationRequired;
    private final List<Sale> sales = new ArrayList<>();

    public SaleFiles(boolean reservationRequired) {
        this.reservationRequired = reservationRequired;
    }

    /**
     * A sale to be written.
     *
     * @param items named by {@link #item}
     * @param stock of each item
     * @param from the first shopper of {@link SessionTokens#uid} with a reservation, each for one item, in turn
     * @param to the first without
     */
    public record Sale(String id, int items, int stock, int from, int to) {

        public Sale {
            if (items < 1 || stock < 0 || from < 0 || to < from) {
                throw new IllegalArgumentException("sale: " + id + ", " + items + " items, " + stock + " units, " + from
                        + " to " + to + " (expected: items, no negative number)");
            }
        }

        private String reservations() {
            return "reservations-" + items + "-" + from + "-" + to + ".csv";
        }
    }

    public static String item(int i) {
        return "ITEM-" + i;
    }

    public void add(Sale sale) {
        sales.add(sale);
    }

    public List<String> ids() {
        return sales.stream().map(Sale::id).toList();
    }

    /** Writes the YAML and the CSVs beside it, and returns the YAML. */
    public Path write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        List<String> documents = new ArrayList<>();
        for (Sale sale : sales) {
            documents.add(yaml(sale));
            if (reservationRequired) {
                writeReservations(folder.resolve(sale.reservations()), sale);
            }
        }
        return Files.writeString(folder.resolve(name), String.join("---\n", documents));
    }

    private String yaml(Sale sale) {
        var yaml = new StringBuilder();
        yaml.append("sale: ").append(sale.id()).append('\n');
        yaml.append("name: {en: Speed, zh: 速度}\n");
        yaml.append("opensAt: +20s\nclosesAt: +3h\nrule: ONE_PER_ITEM\nholdFor: 3h\npayFor: 3h\n");
        yaml.append("reservation: ")
                .append(reservationRequired ? "required" : "none")
                .append('\n');
        if (reservationRequired) {
            yaml.append("reservations: ").append(sale.reservations()).append('\n');
        }
        yaml.append("items:\n");
        for (int i = 0; i < sale.items(); i++) {
            yaml.append("  - {sku: ").append(item(i)).append(", name: {en: Item, zh: 商品}, ");
            yaml.append("priceMinor: 100, currency: CNY, stock: ")
                    .append(sale.stock())
                    .append("}\n");
        }
        return yaml.toString();
    }

    private static void writeReservations(Path file, Sale sale) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("sku,uid\n");
            for (int i = sale.from(); i < sale.to(); i++) {
                out.write(item(i % sale.items()) + "," + SessionTokens.uid(i) + "\n");
            }
        }
    }
}
