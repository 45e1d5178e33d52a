package io.tapgrid.standalone.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One sale of one item, for shoppers u0, u1, ... who all have reserved by CSV. */
record Sale(String id, int stock, int shoppers) {
    private static final int REPEATS_MAX = 5;
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(60);

    /** With more units and shoppers than a trial of a minute or two comes to. */
    static Sale large(String id) {
        return new Sale(id, 20_000, 20_000);
    }

    String sku() {
        return "PHONE-X";
    }

    long priceMinor() {
        return 199_900;
    }

    private String yaml() {
        return """
                sale: %s
                name: {en: Phone day, zh: 手机日}
                opensAt: +1s
                closesAt: +2h
                reservation: required
                rule: ONE_PER_ITEM
                holdFor: 1h
                payFor: 1h
                items:
                  - {sku: %s, name: {en: Phone X}, priceMinor: %d, currency: CNY, stock: %d}
                reservations: reservations.csv
                """.formatted(id, sku(), priceMinor(), stock);
    }

    private List<String> reservations() {
        return IntStream.range(0, shoppers)
                .mapToObj(shopper -> sku() + ",u" + shopper)
                .toList();
    }

    /** Applied by the verb, reserved, and opened by itself. */
    void open(RunningSystem system, Shop shop) throws Exception {
        List<String> lines = new ArrayList<>(List.of("sku,uid"));
        lines.addAll(reservations());
        RunningSystem.Said said = system.apply(yaml(), lines);
        for (int again = 0; said.text().contains("unknown-outcome") && again < REPEATS_MAX; again++) {
            said = system.apply(yaml(), lines);
        }
        if (said.exit() != 0) {
            throw new AssertionError(said.text());
        }
        Patience.until(
                id + " opens", OPEN_WITHIN, () -> shop.state(id).text("state").equals("OPEN"));
    }
}
