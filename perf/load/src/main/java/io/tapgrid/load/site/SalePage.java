package io.tapgrid.load.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the page of a sale tells everybody. */
public record SalePage(
        String state, Instant opensAt, Instant closesAt, Instant serverTime, Rule rule, Map<String, Item> items) {

    /**
     * One item as the page shows it.
     *
     * @param left a hint; −1 when the page does not say
     */
    public record Item(String sku, long priceMinor, String currency, String state, long left) {

        public boolean available() {
            return state.equals("AVAILABLE");
        }
    }

    /** Empty if the answer is not a sale's page. */
    public static Optional<SalePage> of(Reply reply) {
        if (!reply.ok()) {
            return Optional.empty();
        }
        return reply.time("opensAt")
                .flatMap(opens -> reply.time("closesAt")
                        .flatMap(closes -> reply.time("serverTime")
                                .map(now -> new SalePage(
                                        reply.text("state"),
                                        opens,
                                        closes,
                                        now,
                                        Rule.of(reply.body().path("rule")),
                                        items(reply)))));
    }

    private static Map<String, Item> items(Reply reply) {
        var items = new LinkedHashMap<String, Item>();
        for (JsonNode item : reply.body().path("items")) {
            String sku = item.path("sku").asText("");
            items.put(
                    sku,
                    new Item(
                            sku,
                            item.path("priceMinor").asLong(),
                            item.path("currency").asText(""),
                            item.path("state").asText(""),
                            item.path("left").asLong(-1)));
        }
        return items;
    }
}
