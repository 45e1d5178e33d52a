package io.tapgrid.domain.escrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.stock.Conservation;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StockRepairTest {
    private static final SaleId SALE = new SaleId("PHONE-DAY");
    private static final Sku PHONE = new Sku("PHONE-X");

    private final Pool placed = Pool.placed(SALE, PHONE, 100);
    private final Slice none = Slice.empty(SALE, PHONE, 3);
    private final Slice other =
            Slice.empty(SALE, PHONE, 5).receive(10).hold().hold().pay();
    private final Pool granted = placed.grant(5, 10);

    @Test
    void what_fits_is_left_alone() {
        assertThat(StockRepair.of(granted, List.of(none, other))).isEmpty();
        assertThat(StockRepair.of(placed, List.of())).isEmpty();
    }

    @Test
    void units_that_a_slice_has_received_and_the_pool_still_has_are_the_slices() {
        assertRepaired(granted, List.of(none.receive(7), other), 83, List.of());
    }

    @Test
    void units_that_the_pool_has_granted_and_no_slice_received_are_in_the_pool_again() {
        assertRepaired(granted.grant(3, 7), List.of(none, other), 90, List.of());
    }

    @Test
    void units_that_a_slice_has_returned_and_the_pool_has_not_taken_back_are_in_the_pool() {
        assertRepaired(granted, List.of(none, other.handBack(8, false)), 98, List.of());
    }

    @Test
    void units_that_the_pool_has_taken_back_and_the_slice_still_has_are_the_slices() {
        Pool tookBack = granted.takeBack(8, granted.marked().without(5));

        assertRepaired(tookBack, List.of(none, other), 90, List.of());
    }

    @Test
    void units_that_were_withdrawn_and_had_not_left_their_slice_leave_it_now() {
        Pool withdrawn =
                placed.grant(5, 100).takeBack(8, placed.grant(5, 1).marked()).adjust(-8);
        Slice full = Slice.empty(SALE, PHONE, 5).receive(100).hold();

        assertRepaired(withdrawn, List.of(none, full), 0, List.of(new Event.SliceReturned(SALE, PHONE, 5, 8, false)));
    }

    @Test
    void a_mark_that_only_one_side_has_is_as_the_slice_has_it() {
        Pool unmarked = granted.takeBack(0, granted.marked().without(5));

        assertRepaired(unmarked, List.of(none, other), 90, List.of());
    }

    @Test
    void more_held_and_sold_than_there_are_is_no_torn_transfer() {
        Slice oversold = Slice.empty(SALE, PHONE, 5).receive(1).hold();

        assertThatIllegalStateException()
                .isThrownBy(() -> StockRepair.of(Pool.placed(SALE, PHONE, 0), List.of(oversold)));
    }

    private static void assertRepaired(
            Pool pool, List<Slice> slices, long available, List<Event.SliceReturned> returns) {
        StockRepair repair = StockRepair.of(pool, slices).orElseThrow();

        assertThat(repair.returns()).isEqualTo(returns);
        assertThat(repair.pool().available()).isEqualTo(available);
        assertThat(repair.pool().version()).isEqualTo(pool.version() + 1);
        List<Slice> after = slices.stream()
                .map(slice -> returns.stream()
                        .filter(event -> event.shard() == slice.shard())
                        .reduce(slice, (it, event) -> Events.apply(event, it), (a, b) -> b))
                .toList();
        Conservation law = Conservation.of(repair.pool(), after);
        assertThat(law.settled() && law.holds()).as("%s", law).isTrue();
        assertThat(StockRepair.of(repair.pool(), after)).isEmpty();
    }
}
