package io.tapgrid.grid.journal;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of every kind with values from all over their ranges; the same seed gives the same ones. */
final class RandomEvents {
    private final Random random;
    private final List<Supplier<Event>> kinds = List.of(
            () -> new Event.ReservationMade(reservation()),
            () -> new Event.UnitHeld(purchase()),
            () -> new Event.UnitCarted(purchase()),
            () -> new Event.UnitPaid(purchase()),
            () -> new Event.UnitReleased(purchase(), oneOf(RowCodec.PURCHASE_STATES)),
            () -> new Event.SliceReceived(saleId(), sku(), shard(), units()),
            () -> new Event.SliceReturned(saleId(), sku(), shard(), units(), random().nextBoolean()),
            () -> new Event.PoolPlaced(saleId(), sku(), units()),
            () -> new Event.PoolGranted(saleId(), sku(), shard(), units()),
            () -> new Event.PoolTookBack(saleId(), sku(), shard(), units(), random().nextBoolean()),
            () -> new Event.StockAdjusted(saleId(), sku(), random().nextLong() >> 33, name(), key().value()),
            () -> new Event.SaleChanged(sale()),
            () -> new Event.ItemChanged(item()));

    RandomEvents(long seed) {
        this.random = new Random(seed);
    }

    Event next() {
        return oneOf(kinds).get();
    }

    List<Event> batch(int sizeMax) {
        return Stream.generate(this::next).limit(random.nextInt(sizeMax + 1)).toList();
    }

    Instant time() {
        return Instant.EPOCH.plus(random.nextLong(4_000_000_000_000_000L), ChronoUnit.MICROS);
    }

    private Random random() {
        return random;
    }

    private Reservation reservation() {
        return new Reservation(saleId(), sku(), uid(), time(), oneOf(RowCodec.SOURCES));
    }

    private Purchase purchase() {
        return new Purchase(
                new PurchaseId(saleId(), random.nextInt(Limits.PURCHASES_PER_SHOPPER_MAX), uid()),
                sku(),
                oneOf(RowCodec.PURCHASE_STATES),
                orNull(oneOf(RowCodec.RELEASE_REASONS)),
                orNull(key()),
                orNull(key()),
                orNull(key()),
                1 + random.nextInt(Integer.MAX_VALUE - 1),
                time(),
                time(),
                orNull(time()),
                time(),
                orNull(new Payment(key().value(), random.nextLong(Long.MAX_VALUE), "CNY")));
    }

    private Sale sale() {
        Instant opensAt = time();
        return new Sale(
                saleId(),
                names(),
                opensAt,
                opensAt.plusSeconds(1L + random.nextInt(1_000_000)),
                random.nextBoolean(),
                random.nextBoolean() ? Rule.ONE_PER_ITEM : Rule.perItem(1 + random.nextInt(100)),
                Duration.ofMillis(1_000L + random.nextInt(1_000_000)),
                Duration.ofDays(30),
                oneOf(RowCodec.SALE_STATES),
                random.nextLong(Long.MAX_VALUE));
    }

    private Item item() {
        return new Item(
                saleId(), sku(), random.nextInt(1_000), names(), random.nextLong(Long.MAX_VALUE), "EUR", units(), 7);
    }

    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (String language : List.of("en", "zh", "zh-Hant")) {
            if (random.nextBoolean()) {
                names.put(language, name());
            }
        }
        return names;
    }

    private String name() {
        return "手机 \"x\"\n🎉".repeat(random.nextInt(10));
    }

    private SaleId saleId() {
        return new SaleId("S" + "-9".repeat(random.nextInt(15)));
    }

    private Sku sku() {
        return new Sku("X" + random.nextInt(1_000));
    }

    private Uid uid() {
        return new Uid("u._@:-" + random.nextInt(1_000_000));
    }

    private RequestKey key() {
        return new RequestKey("~".repeat(1 + random.nextInt(Limits.REQUEST_KEY_LENGTH_MAX)));
    }

    private int shard() {
        return random.nextInt(Limits.SHARDS_MAX);
    }

    private long units() {
        return random.nextLong(Limits.UNITS_MAX + 1);
    }

    private <T> @Nullable T orNull(T value) {
        return random.nextBoolean() ? value : null;
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
