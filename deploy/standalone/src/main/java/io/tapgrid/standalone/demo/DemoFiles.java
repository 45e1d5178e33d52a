package io.tapgrid.standalone.demo;

import io.tapgrid.standalone.CommandFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The two files an operator would write: the sale in YAML, and its reservations in CSV beside it. */
record DemoFiles(Path sale, Path reservations) {
    static DemoFiles write(Path folder, DemoPlan plan) {
        try {
            Files.createDirectories(folder);
            DemoFiles files = new DemoFiles(folder.resolve("sale.yaml"), folder.resolve("reservations.csv"));
            writeReservations(files.reservations(), plan);
            Files.writeString(files.sale(), yaml(plan));
            return files;
        } catch (IOException e) {
            throw new CommandFailure(folder + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }

    private static void writeReservations(Path file, DemoPlan plan) throws IOException {
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("sku,uid\n");
            for (int shopper = 0; shopper < plan.shoppers(); shopper++) {
                csv.write(plan.skuOf(shopper) + ",shopper-" + plan.seed() + "-" + shopper + "\n");
            }
        }
    }

    private static String yaml(DemoPlan plan) {
        StringBuilder yaml = new StringBuilder(
                String.format(Locale.ROOT, """
                sale: %s
                name: {en: Demo sale, zh: 演示抢购}
                opensAt: +%ds
                closesAt: +30m
                reservation: required
                rule: ONE_PER_ITEM
                holdFor: 10s
                payFor: 10s
                reservations: reservations.csv
                items:
                """, plan.saleId(), plan.lead().toSeconds()));
        int position = 1;
        for (Map.Entry<String, Integer> item : plan.unitsBySku().entrySet()) {
            yaml.append(String.format(
                    Locale.ROOT,
                    "  - {sku: %s, name: {en: Demo phone %d, zh: 演示手机%d}, priceMinor: 199900, currency: CNY, stock: %d}%n",
                    item.getKey(),
                    position,
                    position,
                    item.getValue()));
            position++;
        }
        return yaml.toString();
    }
}
