package io.tapgrid.standalone.prove.traffic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The sale of one round: an item that sells out and one that does not, under one of the four rules.
 *
 * @param reservationRequired whether only reserved shoppers may win
 */
public record SaleTerms(
        String id,
        RuleKind rule,
        boolean reservationRequired,
        Instant opensAt,
        Instant closesAt,
        long hotStock,
        long wideStock) {
    /** Sells out in the first part of the round. */
    public static final String HOT = "HOT";

    /** Has units to the end, so that every acknowledgement that is missed is the system's doing. */
    public static final String WIDE = "WIDE";

    public static final List<String> SKUS = List.of(HOT, WIDE);

    public static final long PRICE_MINOR = 199_900;
    public static final String CURRENCY = "CNY";

    /** Short, so that holds lapse and carts run out while the round lasts. */
    public static final Duration HOLD_FOR = Duration.ofSeconds(8);

    public static final Duration PAY_FOR = Duration.ofSeconds(12);

    private static final int PER_ITEM = 2;

    /** The rules in the order in which rounds take them. */
    public enum RuleKind {
        ONE_PER_ITEM(1, Integer.MAX_VALUE),
        UNLIMITED(Integer.MAX_VALUE, Integer.MAX_VALUE),
        ONE_ITEM_PER_SALE(1, 1),
        PER_ITEM(SaleTerms.PER_ITEM, Integer.MAX_VALUE);

        private final int liveOfAnItemMax;
        private final int liveOfTheSaleMax;

        RuleKind(int liveOfAnItemMax, int liveOfTheSaleMax) {
            this.liveOfAnItemMax = liveOfAnItemMax;
            this.liveOfTheSaleMax = liveOfTheSaleMax;
        }

        /** Purchases of one item that are not released, of one shopper at one time. */
        public int liveOfAnItemMax() {
            return liveOfAnItemMax;
        }

        /** The same over all items of the sale. */
        public int liveOfTheSaleMax() {
            return liveOfTheSaleMax;
        }
    }

    /** Nobody has reserved, everybody may buy as often as they like, and there is as much of everything. */
    public static SaleTerms forMeasuring(String id, Instant opensAt, Duration length, long stock) {
        return new SaleTerms(id, RuleKind.UNLIMITED, false, opensAt, opensAt.plus(length), stock, stock);
    }

    public long stockOf(String sku) {
        return sku.equals(HOT) ? hotStock : wideStock;
    }

    /** As the console's API takes it. */
    public ObjectNode json() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode sale = json.objectNode()
                .put("sale", id)
                .put("opensAt", opensAt.toString())
                .put("closesAt", closesAt.toString())
                .put("reservation", reservationRequired ? "required" : "none")
                .put("holdFor", HOLD_FOR.toSeconds() + "s")
                .put("payFor", PAY_FOR.toSeconds() + "s");
        sale.putObject("name").put("en", "Round " + id).put("zh", "回合 " + id);
        if (rule == RuleKind.PER_ITEM) {
            sale.putObject("rule").put("perItem", PER_ITEM);
        } else {
            sale.put("rule", rule.name());
        }
        var items = sale.putArray("items");
        items.add(item(HOT, hotStock));
        items.add(item(WIDE, wideStock));
        return sale;
    }

    private static ObjectNode item(String sku, long stock) {
        ObjectNode item = JsonNodeFactory.instance
                .objectNode()
                .put("sku", sku)
                .put("priceMinor", PRICE_MINOR)
                .put("currency", CURRENCY)
                .put("stock", stock);
        item.putObject("name").put("en", sku);
        return item;
    }
}
