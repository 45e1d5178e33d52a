package io.tapgrid.testkit;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.ShardCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A sale of two items and the commands to it, showing in a test only what matters there. */
public final class Fixtures {
    public static final Sku PHONE = new Sku("PHONE-X");
    public static final Sku CASE = new Sku("CASE");
    public static final Duration HOLD_FOR = Duration.ofMinutes(5);
    public static final Duration PAY_FOR = Duration.ofMinutes(15);
    public static final long PRICE = 199_900;

    private Fixtures() {}

    /** A draft that opens an hour after {@code now} for two hours. */
    public static Sale draft(SaleId id, Rule rule, Instant now) {
        return new Sale(
                id,
                Map.of("en", "Phone day"),
                now.plus(Duration.ofHours(1)),
                now.plus(Duration.ofHours(3)),
                false,
                rule,
                HOLD_FOR,
                PAY_FOR,
                SaleState.DRAFT,
                1);
    }

    public static Item item(SaleId id, Sku sku, long stock) {
        return new Item(id, sku, sku.equals(PHONE) ? 0 : 1, Map.of("en", sku.value()), PRICE, "CNY", stock, 1);
    }

    public static Uid shopper(int number) {
        return new Uid("u" + number);
    }

    public static RequestKey key(String value) {
        return new RequestKey(value);
    }

    public static ShardCommand grab(SaleId id, Sku sku, Uid uid, String key) {
        return new ShardCommand.Grab(id, sku, uid, key(key));
    }

    public static ShardCommand cart(PurchaseId id) {
        return new ShardCommand.Cart(id, null);
    }

    public static ShardCommand cancel(PurchaseId id) {
        return new ShardCommand.Cancel(id, null);
    }

    public static ShardCommand cart(PurchaseId id, String key) {
        return new ShardCommand.Cart(id, key(key));
    }

    public static ShardCommand cancel(PurchaseId id, String key) {
        return new ShardCommand.Cancel(id, key(key));
    }

    public static ShardCommand pay(PurchaseId id, String paymentId) {
        return new ShardCommand.Pay(id, payment(paymentId));
    }

    public static Payment payment(String paymentId) {
        return new Payment(paymentId, PRICE, "CNY");
    }
}
