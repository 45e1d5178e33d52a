package io.tapgrid.load.site;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How many live purchases one shopper may have.
 *
 * @param perItemMax of one item
 * @param perSaleMax in the whole sale
 */
public record Rule(String name, int perItemMax, int perSaleMax) {

    private static final int ANY = Integer.MAX_VALUE;

    /** {@code "ONE_PER_ITEM"} and its like, or {@code {"perItem": 3}}. */
    static Rule of(JsonNode node) {
        if (node.path("perItem").isInt()) {
            int max = node.path("perItem").asInt();
            return new Rule("perItem " + max, max, ANY);
        }
        String name = node.asText("");
        return switch (name) {
            case "ONE_PER_ITEM" -> new Rule(name, 1, ANY);
            case "ONE_ITEM_PER_SALE" -> new Rule(name, 1, 1);
            case "UNLIMITED" -> new Rule(name, ANY, ANY);
            default -> throw new IllegalArgumentException("rule: " + node + " (expected: a rule of the contract)");
        };
    }
}
