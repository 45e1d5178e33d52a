package io.tapgrid.domain.shard;

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
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.stock.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One shard with an open sale of two items, a clock and short words for every command; a test says only what differs. */
final class TestShard implements ShardState {
    static final SaleId SALE = new SaleId("PHONE-DAY");
    static final Sku PHONE = new Sku("PHONE-X");
    static final Sku CASE = new Sku("CASE");
    static final Uid ANN = new Uid("ann");
    static final Uid BOB = new Uid("bob");
    static final Instant OPENS = Instant.parse("2026-12-01T04:00:00Z");
    static final Instant CLOSES = OPENS.plus(Duration.ofHours(2));
    static final Duration HOLD_FOR = Duration.ofMinutes(5);
    static final Duration PAY_FOR = Duration.ofMinutes(15);
    static final long PRICE = 199_900;
    static final Duration MICRO = Duration.ofNanos(1_000);

    private final Map<String, Reservation> reservations = new HashMap<>();
    private final Map<Uid, List<Purchase>> purchases = new HashMap<>();
    private final Map<Sku, Slice> slices = new HashMap<>();
    private Rule rule = Rule.ONE_PER_ITEM;
    private SaleState state = SaleState.OPEN;
    private boolean reservationRequired;
    private boolean soldOut;
    private Instant now = OPENS;

    static TestShard anOpenSale() {
        return new TestShard().withUnits(10);
    }

    TestShard withRule(Rule next) {
        rule = next;
        return this;
    }

    TestShard in(SaleState next) {
        state = next;
        return this;
    }

    TestShard at(Instant next) {
        now = next;
        return this;
    }

    TestShard later(Duration by) {
        return at(now.plus(by));
    }

    TestShard forReserved() {
        reservationRequired = true;
        return this;
    }

    /** Free units of each item, in marked slices. */
    TestShard withUnits(long units) {
        slices.put(PHONE, Slice.empty(SALE, PHONE, 0).receive(units));
        slices.put(CASE, Slice.empty(SALE, CASE, 0).receive(units));
        return this;
    }

    /** As withUnits, but in slices that the pool does not count on. */
    TestShard withUnmarkedUnits(long units) {
        withUnits(units);
        slices.replaceAll((sku, slice) -> slice.handBack(0, false));
        return this;
    }

    TestShard soldOutEverywhere() {
        soldOut = true;
        return withUnits(0);
    }

    Instant now() {
        return now;
    }

    // ---- commands

    Decision decide(ShardCommand command) {
        Decision decision = ShardProcessor.decide(command, this, now);
        decision.events().forEach(it -> Events.apply(it, this));
        return decision;
    }

    Outcome grab(Uid uid, Sku sku, String key) {
        return decide(new ShardCommand.Grab(SALE, sku, uid, new RequestKey(key)))
                .outcome();
    }

    Outcome grabWithoutKey(Uid uid, Sku sku) {
        return decide(new ShardCommand.Grab(SALE, sku, uid, null)).outcome();
    }

    Outcome reserve(Uid uid, Sku sku) {
        return decide(new ShardCommand.Reserve(SALE, sku, uid)).outcome();
    }

    Outcome cart(PurchaseId id) {
        return decide(new ShardCommand.Cart(id, null)).outcome();
    }

    Outcome cart(PurchaseId id, String key) {
        return decide(new ShardCommand.Cart(id, new RequestKey(key))).outcome();
    }

    Outcome cancel(PurchaseId id) {
        return decide(new ShardCommand.Cancel(id, null)).outcome();
    }

    Outcome cancel(PurchaseId id, String key) {
        return decide(new ShardCommand.Cancel(id, new RequestKey(key))).outcome();
    }

    Outcome pay(PurchaseId id, String paymentId) {
        return decide(new ShardCommand.Pay(id, new Payment(paymentId, PRICE, "CNY")))
                .outcome();
    }

    Outcome refund(PurchaseId id, String paymentId) {
        return decide(new ShardCommand.Refund(id, new Payment(paymentId, PRICE, "CNY")))
                .outcome();
    }

    Outcome expire(Purchase purchase) {
        return decide(new ShardCommand.Expire(purchase.id(), purchase.version()))
                .outcome();
    }

    /** A purchase that must have been won. */
    Purchase won(Uid uid, Sku sku, String key) {
        return ((Outcome.Won) grab(uid, sku, key)).purchase();
    }

    static Purchase purchaseOf(Outcome outcome) {
        return outcome.fold(new Outcome.Cases<>(
                Outcome.Won::purchase,
                Outcome.Repeated::purchase,
                Outcome.Moved::purchase,
                TestShard::none,
                TestShard::none,
                TestShard::none,
                TestShard::none,
                TestShard::none));
    }

    private static Purchase none(Outcome outcome) {
        throw new AssertionError("no purchase in " + outcome);
    }

    /** The purchase as it is now. */
    Purchase now(PurchaseId id) {
        return purchases(id.saleId(), id.uid()).get(id.no());
    }

    Slice phones() {
        return slice(SALE, PHONE);
    }

    // ---- rows

    @Override
    public Optional<Sale> sale(SaleId saleId) {
        return saleId.equals(SALE)
                ? Optional.of(new Sale(
                        SALE,
                        Map.of("en", "Phone day"),
                        OPENS,
                        CLOSES,
                        reservationRequired,
                        rule,
                        HOLD_FOR,
                        PAY_FOR,
                        state,
                        1))
                : Optional.empty();
    }

    @Override
    public Optional<Item> item(SaleId saleId, Sku sku) {
        return saleId.equals(SALE) && (sku.equals(PHONE) || sku.equals(CASE))
                ? Optional.of(new Item(SALE, sku, 0, Map.of("en", "Item"), PRICE, "CNY", 10, 1))
                : Optional.empty();
    }

    @Override
    public Optional<Reservation> reservation(SaleId saleId, Sku sku, Uid uid) {
        return Optional.ofNullable(reservations.get(sku + " " + uid));
    }

    @Override
    public List<Purchase> purchases(SaleId saleId, Uid uid) {
        return List.copyOf(purchases.getOrDefault(uid, List.of()));
    }

    @Override
    public Slice slice(SaleId saleId, Sku sku) {
        return slices.getOrDefault(sku, Slice.empty(saleId, sku, 0));
    }

    @Override
    public boolean isSoldOut(SaleId saleId, Sku sku) {
        return soldOut;
    }

    @Override
    public void put(Reservation it) {
        reservations.put(it.sku() + " " + it.uid(), it);
    }

    @Override
    public void put(Purchase it) {
        List<Purchase> mine = purchases.computeIfAbsent(it.id().uid(), uid -> new ArrayList<>());
        if (it.id().no() == mine.size()) {
            mine.add(it);
        } else {
            mine.set(it.id().no(), it);
        }
    }

    @Override
    public void put(Slice it) {
        slices.put(it.sku(), it);
    }
}
