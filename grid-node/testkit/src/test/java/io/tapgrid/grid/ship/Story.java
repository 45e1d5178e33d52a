package io.tapgrid.grid.ship;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The events of one small sale, for tests that need some. */
final class Story {
    static final Instant NOON = Instant.parse("2026-12-01T12:00:00.000001Z");
    static final SaleId SALE = new SaleId("PHONE-DAY");
    static final Sku PHONE = new Sku("PHONE-X");

    private Story() {}

    static Purchase purchase(String uid) {
        return Purchase.held(
                new PurchaseId(SALE, 0, new Uid(uid)),
                PHONE,
                new RequestKey("key-of-" + uid),
                NOON,
                NOON.plusSeconds(300));
    }

    static Event held(String uid) {
        return new Event.UnitHeld(purchase(uid));
    }

    static Event heldWithoutKey(String uid) {
        return new Event.UnitHeld(
                Purchase.held(new PurchaseId(SALE, 0, new Uid(uid)), PHONE, null, NOON, NOON.plusSeconds(300)));
    }

    static Event carted(String uid) {
        return new Event.UnitCarted(cartedRow(uid));
    }

    static Event paid(String uid) {
        return new Event.UnitPaid(cartedRow(uid).paid(NOON.plusSeconds(2), new Payment("pay-" + uid, 199_900, "CNY")));
    }

    static Event cancelled(String uid) {
        return new Event.UnitReleased(
                cartedRow(uid).cancelled(NOON.plusSeconds(2), new RequestKey("cancel-" + uid)), PurchaseState.CARTED);
    }

    static Event reserved(String uid) {
        return new Event.ReservationMade(
                new Reservation(SALE, PHONE, new Uid(uid), NOON.minusSeconds(60), Reservation.Source.SHOPPER));
    }

    static Event sale(SaleState state, long version) {
        return new Event.SaleChanged(new Sale(
                SALE,
                Map.of("en", "Phone day", "zh", "手机日"),
                NOON,
                NOON.plusSeconds(7_200),
                true,
                Rule.ONE_PER_ITEM,
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                state,
                version));
    }

    static Event item() {
        return new Event.ItemChanged(new Item(SALE, PHONE, 0, Map.of("en", "Phone X"), 199_900, "CNY", 1_000, 1));
    }

    private static Purchase cartedRow(String uid) {
        return purchase(uid).carted(NOON.plusSeconds(1), NOON.plusSeconds(901), new RequestKey("cart-" + uid));
    }
}
