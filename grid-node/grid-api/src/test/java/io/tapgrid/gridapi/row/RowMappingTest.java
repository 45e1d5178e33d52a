package io.tapgrid.gridapi.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.ShardSet;
import io.tapgrid.domain.stock.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowMappingTest {
    private static final SaleId SALE = new SaleId("PHONE-DAY");
    private static final Sku PHONE = new Sku("PHONE-X");
    private static final PurchaseId ID = new PurchaseId(SALE, 1, new Uid("u1"));
    private static final Instant NOW = Instant.parse("2026-12-01T04:00:00.123456Z");

    @Test
    void a_purchase_in_any_state_is_the_same_after_a_row() {
        Purchase held = Purchase.held(ID, PHONE, new RequestKey("k"), NOW, NOW.plusSeconds(300));
        Purchase carted = held.carted(NOW.plusMillis(1), NOW.plusSeconds(900), new RequestKey("c"));
        Purchase paid = carted.paid(NOW.plusMillis(2), new Payment("p", 5, "CNY"));
        Stream.of(
                        held,
                        Purchase.held(ID, PHONE, null, NOW, NOW.plusSeconds(1)),
                        carted,
                        held.carted(NOW, NOW.plusSeconds(1), null),
                        paid,
                        carted.cancelled(NOW, new RequestKey("x")),
                        held.cancelled(NOW, null),
                        held.released(NOW, ReleaseReason.EXPIRED),
                        paid.released(NOW, ReleaseReason.REFUNDED))
                .forEach(purchase -> assertThat(RowMapping.purchase(ID, RowMapping.row(purchase)))
                        .isEqualTo(purchase));
    }

    @Test
    void only_who_has_a_deadline_stands_in_the_index_for_it() {
        Purchase held = Purchase.held(ID, PHONE, null, NOW, NOW.plusSeconds(300));
        Purchase carted = held.carted(NOW, NOW.plusSeconds(900), null);

        assertThat(RowMapping.row(held).deadline).isEqualTo(RowMapping.time(NOW.plusSeconds(300)));
        assertThat(RowMapping.row(carted).deadline).isEqualTo(RowMapping.time(NOW.plusSeconds(900)));
        assertThat(RowMapping.row(carted.paid(NOW, new Payment("p", 5, "CNY"))).deadline)
                .isNull();
        assertThat(RowMapping.row(held.released(NOW, ReleaseReason.CANCELLED)).deadline)
                .isNull();
    }

    @Test
    void everything_else_is_the_same_after_a_row() {
        Reservation reservation = new Reservation(SALE, PHONE, new Uid("u1"), NOW, Reservation.Source.IMPORT);
        Slice slice = new Slice(SALE, PHONE, 5, 1, 2, 3, 10, 4, true);
        Pool pool = new Pool(
                SALE, PHONE, 100, 10, 5, 80, 40, 15, ShardSet.EMPTY.with(63).with(64), 9);
        Sale sale = new Sale(
                SALE,
                Map.of("en", "Phone day", "zh", "手机日"),
                NOW,
                NOW.plusSeconds(1),
                true,
                Rule.perItem(3),
                Duration.ofSeconds(1),
                Duration.ofDays(30),
                SaleState.PAUSED,
                4);
        Item item = new Item(SALE, PHONE, 2, Map.of("en", "Phone"), 0, "CNY", 7, 8);
        ReservationKey reservationKey = RowMapping.reservationKey(5, SALE, PHONE, new Uid("u1"));

        assertThat(RowMapping.reservation(reservationKey, RowMapping.row(reservation)))
                .isEqualTo(reservation);
        assertThat(RowMapping.slice(RowMapping.sliceKey(5, SALE, PHONE), RowMapping.row(slice)))
                .isEqualTo(slice);
        assertThat(RowMapping.pool(RowMapping.poolKey(6, SALE, PHONE), RowMapping.row(pool)))
                .isEqualTo(pool);
        assertThat(RowMapping.sale("PHONE-DAY", RowMapping.row(sale))).isEqualTo(sale);
        assertThat(RowMapping.item(RowMapping.itemKey(SALE, PHONE), RowMapping.row(item)))
                .isEqualTo(item);
    }

    @Test
    void keys_stand_in_the_order_of_shards_and_names() {
        assertThat(Stream.of(new PurchaseKey(2, "A"), new PurchaseKey(1, "B"), new PurchaseKey(1, "A"))
                        .sorted())
                .containsExactly(new PurchaseKey(1, "A"), new PurchaseKey(1, "B"), new PurchaseKey(2, "A"));
        assertThat(Stream.of(new JournalKey(1, 10), new JournalKey(1, 9)).sorted())
                .containsExactly(new JournalKey(1, 9), new JournalKey(1, 10));
    }
}
