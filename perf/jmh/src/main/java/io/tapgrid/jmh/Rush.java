package io.tapgrid.jmh;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.ShardCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The first second of a sale in one shard: a full batch of grabs of one item, each by another shopper. */
final class Rush {

    /** As many as the grid takes into one transaction. */
    static final int GRABS = 64;

    static final int SHARD = 3;
    static final Instant NOW = Instant.parse("2026-12-01T04:00:01Z");

    private static final Duration HOLD = Duration.ofMinutes(5);
    private static final SaleId SALE_ID = new SaleId("PHONE-DAY");
    private static final Sku SKU = new Sku("PHONE-X");

    static final Sale SALE = new Sale(
            SALE_ID,
            Map.of("en", "Phone day", "zh", "手机日"),
            NOW.minusSeconds(1),
            NOW.plus(Duration.ofHours(2)),
            true,
            Rule.ONE_PER_ITEM,
            HOLD,
            HOLD,
            SaleState.OPEN,
            1);
    static final Item ITEM = new Item(SALE_ID, SKU, 0, Map.of("en", "Phone X", "zh", "手机X"), 199_900, "CNY", 1_000, 1);

    private Rush() {}

    static Uid uid(int i) {
        return new Uid("shopper-" + (1_000_000 + i));
    }

    static List<ShardCommand.Grab> grabs() {
        return IntStream.range(0, GRABS)
                .mapToObj(i -> new ShardCommand.Grab(SALE_ID, SKU, uid(i), key(i)))
                .toList();
    }

    static Purchase purchase(int i) {
        return Purchase.held(new PurchaseId(SALE_ID, 0, uid(i)), SKU, key(i), NOW, NOW.plus(HOLD));
    }

    static List<Event> wins() {
        return IntStream.range(0, GRABS)
                .<Event>mapToObj(i -> new Event.UnitHeld(purchase(i)))
                .toList();
    }

    /** As long as a UUID, which is what shops send. */
    private static RequestKey key(int i) {
        return new RequestKey("8d3f9c1e-51a7-4f0c-9a52-" + (100_000_000_000L + i));
    }
}
