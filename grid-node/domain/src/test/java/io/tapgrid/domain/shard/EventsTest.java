package io.tapgrid.domain.shard;

import static io.tapgrid.domain.shard.TestShard.ANN;
import static io.tapgrid.domain.shard.TestShard.CASE;
import static io.tapgrid.domain.shard.TestShard.OPENS;
import static io.tapgrid.domain.shard.TestShard.PHONE;
import static io.tapgrid.domain.shard.TestShard.SALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EventsTest {
    private static final Purchase HELD =
            Purchase.held(new PurchaseId(SALE, 0, ANN), PHONE, null, OPENS, OPENS.plusSeconds(60));
    private static final Purchase CARTED = HELD.carted(OPENS, OPENS.plusSeconds(60), null);
    private static final Purchase PAID = CARTED.paid(OPENS, new Payment("p", 1, "CNY"));

    /** One of each kind that is about the rows of a shard, with a slice of which it can happen to. */
    private static final List<Event> OF_ROWS = List.of(
            new Event.ReservationMade(new Reservation(SALE, PHONE, ANN, OPENS, Reservation.Source.SHOPPER)),
            new Event.UnitHeld(HELD),
            new Event.UnitCarted(CARTED),
            new Event.UnitPaid(PAID),
            new Event.UnitReleased(PAID.released(OPENS, ReleaseReason.REFUNDED), PurchaseState.PAID),
            new Event.SliceReceived(SALE, PHONE, 0, 3),
            new Event.SliceReturned(SALE, PHONE, 0, 2, false));

    private static final List<Event> OF_THE_POOL = List.of(
            new Event.PoolGranted(SALE, PHONE, 3, 5),
            new Event.PoolTookBack(SALE, PHONE, 3, 2, false),
            new Event.StockAdjusted(SALE, PHONE, -1, "because", "a"));

    /** They carry their row, or make it; nothing else follows from them. */
    private static final Set<Class<?>> OF_OTHERS =
            Set.of(Event.PoolPlaced.class, Event.SaleChanged.class, Event.ItemChanged.class);

    @Test
    void every_kind_of_event_changes_the_rows_it_is_about() {
        TestShard shard = TestShard.anOpenSale();
        for (Event event : OF_ROWS) {
            String before = shard.phones() + " " + shard.purchases(SALE, ANN) + shard.reservation(SALE, PHONE, ANN);
            Events.apply(event, shard);
            assertThat(shard.phones() + " " + shard.purchases(SALE, ANN) + shard.reservation(SALE, PHONE, ANN))
                    .as(event.toString())
                    .isNotEqualTo(before);
        }
        Pool pool = Pool.placed(SALE, PHONE, 10);
        for (Event event : OF_THE_POOL) {
            Pool after = Events.apply(event, pool);
            assertThat(after.version()).as(event.toString()).isEqualTo(pool.version() + 1);
            pool = after;
        }
        assertThat(pool.available()).isEqualTo(6);
    }

    @Test
    void no_kind_of_event_is_forgotten() {
        Set<Class<?>> seen = Stream.concat(OF_ROWS.stream(), OF_THE_POOL.stream())
                .map(Event::getClass)
                .collect(Collectors.toSet());
        seen.addAll(OF_OTHERS);

        assertThat(seen).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    }

    @Test
    void another_items_events_leave_a_slice_alone() {
        Slice slice = Slice.empty(SALE, CASE, 0).receive(3);

        OF_ROWS.forEach(it -> assertThat(Events.apply(it, slice)).isEqualTo(slice));
    }

    @Test
    void a_slices_events_leave_the_pool_alone() {
        Pool pool = Pool.placed(SALE, PHONE, 10);

        OF_ROWS.forEach(it -> assertThat(Events.apply(it, pool)).isEqualTo(pool));
    }

    @Test
    void a_release_takes_from_where_the_unit_was() {
        Slice sold = Slice.empty(SALE, PHONE, 0).receive(1).hold().pay();
        Slice held = Slice.empty(SALE, PHONE, 0).receive(1).hold();
        Purchase released = HELD.released(OPENS, ReleaseReason.CANCELLED);

        assertThat(Events.apply(new Event.UnitReleased(released, PurchaseState.PAID), sold)
                        .sold())
                .isZero();
        assertThat(Events.apply(new Event.UnitReleased(released, PurchaseState.CARTED), held)
                        .held())
                .isZero();
    }
}
