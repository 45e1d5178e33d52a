package io.tapgrid.domain.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StockRulesTest {
    private static final SaleId SALE = new SaleId("PHONE-DAY");
    private static final Sku PHONE = new Sku("PHONE-X");
    private static final int SHARDS = 8;
    private static final int HERE = 3;

    private final Slice empty = Slice.empty(SALE, PHONE, HERE);

    // ---- refill

    @Test
    void a_refill_is_half_of_the_rest_shared_among_the_shards() {
        Transfer refill = StockRules.refill(Pool.placed(SALE, PHONE, 1_000), empty, SHARDS, 1);

        assertThat(refill.slice().available()).isEqualTo(62);
        assertThat(refill.slice().marked()).isTrue();
        assertThat(refill.pool().available()).isEqualTo(938);
        assertThat(refill.pool().marked().contains(HERE)).isTrue();
        assertThat(refill.poolEvents()).containsExactly(new Event.PoolGranted(SALE, PHONE, HERE, 62));
        assertThat(refill.sliceEvents()).containsExactly(new Event.SliceReceived(SALE, PHONE, HERE, 62));
    }

    @Test
    void near_the_end_a_refill_is_what_the_asker_has_waiting() {
        assertThat(StockRules.refill(Pool.placed(SALE, PHONE, 10), empty, SHARDS, 4)
                        .slice()
                        .available())
                .isEqualTo(4);
        assertThat(StockRules.refill(Pool.placed(SALE, PHONE, 10), empty, SHARDS, 40)
                        .slice()
                        .available())
                .isEqualTo(10);
    }

    @Test
    void a_refill_is_at_least_one_unit() {
        assertThat(StockRules.refill(Pool.placed(SALE, PHONE, 1), empty, SHARDS, 0)
                        .slice()
                        .available())
                .isEqualTo(1);
    }

    @Test
    void a_slice_that_has_something_on_sale_is_not_refilled() {
        Pool pool = Pool.placed(SALE, PHONE, 100).grant(HERE, 1);

        assertThat(StockRules.refill(pool, empty.receive(1), SHARDS, 5).changed())
                .isFalse();
    }

    @Test
    void when_the_pool_is_dry_too_the_slice_loses_its_mark_and_the_last_one_makes_it_sold_out() {
        Pool pool = Pool.placed(SALE, PHONE, 2).grant(HERE, 1).grant(5, 1);
        Slice sold = empty.receive(1).hold();

        Transfer here = StockRules.refill(pool, sold, SHARDS, 1);
        assertThat(here.slice().marked()).isFalse();
        assertThat(here.pool().isSoldOut()).isFalse();

        Slice there = Slice.empty(SALE, PHONE, 5).receive(1).hold();
        assertThat(StockRules.refill(here.pool(), there, SHARDS, 1).pool().isSoldOut())
                .isTrue();
    }

    @Test
    void where_there_is_nothing_to_say_nothing_is_said() {
        Pool dry = Pool.placed(SALE, PHONE, 1).grant(5, 1);

        assertThat(StockRules.refill(dry, empty, SHARDS, 1).changed()).isFalse();
    }

    @Test
    void units_released_into_an_unmarked_slice_go_through_the_pool_to_whoever_waits_here() {
        Pool dry = soldOutAfterOneUnitHere();
        Slice released = empty.receive(1).hold().handBack(0, false).releaseHeld();

        Transfer refill = StockRules.refill(dry, released, SHARDS, 1);

        assertThat(refill.slice().onSale()).isEqualTo(1);
        assertThat(refill.pool().available()).isZero();
        assertThat(refill.pool().marked().contains(HERE)).isTrue();
        assertThat(refill.poolEvents())
                .containsExactly(
                        new Event.PoolTookBack(SALE, PHONE, HERE, 1, false),
                        new Event.PoolGranted(SALE, PHONE, HERE, 1));
    }

    // ---- hand-back

    @Test
    void a_slice_gives_back_what_its_queue_leaves() {
        Pool pool = Pool.placed(SALE, PHONE, 10).grant(HERE, 10);

        Transfer back = StockRules.handBack(pool, empty.receive(10), 3);

        assertThat(back.slice().available()).isEqualTo(3);
        assertThat(back.slice().marked()).isTrue();
        assertThat(back.pool().available()).isEqualTo(7);
        assertThat(back.pool().marked().contains(HERE)).isTrue();
    }

    @Test
    void a_slice_that_gives_everything_back_loses_its_mark() {
        Pool pool = Pool.placed(SALE, PHONE, 10).grant(HERE, 10);

        Transfer back = StockRules.handBack(pool, empty.receive(10), 0);

        assertThat(back.slice().marked()).isFalse();
        assertThat(back.pool().marked().isEmpty()).isTrue();
        assertThat(back.pool().isSoldOut()).isFalse();
    }

    @Test
    void a_slice_whose_queue_wants_more_than_it_has_keeps_it_all() {
        Pool pool = Pool.placed(SALE, PHONE, 10).grant(HERE, 10);

        assertThat(StockRules.handBack(pool, empty.receive(10), 11).changed()).isFalse();
    }

    @Test
    void a_unit_that_returns_after_the_end_of_stock_lifts_sold_out() {
        Pool dry = soldOutAfterOneUnitHere();
        Slice released = empty.receive(1).hold().handBack(0, false).releaseHeld();
        assertThat(dry.isSoldOut()).isTrue();
        assertThat(StockRules.owesHandBack(released)).isTrue();

        Transfer back = StockRules.handBack(dry, released, 0);

        assertThat(back.pool().isSoldOut()).isFalse();
        assertThat(back.pool().version()).isGreaterThan(dry.version());
        assertThat(StockRules.owesHandBack(back.slice())).isFalse();
    }

    @Test
    void a_slice_without_its_mark_keeps_nothing_even_for_its_own_queue() {
        Slice released = empty.receive(1).hold().handBack(0, false).releaseHeld();

        Transfer back = StockRules.handBack(soldOutAfterOneUnitHere(), released, 5);

        assertThat(back.pool().available()).isEqualTo(1);
        assertThat(StockRules.owesHandBack(back.slice())).isFalse();
    }

    @Test
    void a_withdrawal_collects_no_more_than_it_is_missing() {
        Pool pool = Pool.placed(SALE, PHONE, 10).grant(HERE, 10);

        Transfer part = StockRules.collect(pool, empty.receive(10), 4);
        assertThat(part.pool().available()).isEqualTo(4);
        assertThat(part.slice().onSale()).isEqualTo(6);

        Transfer all = StockRules.collect(pool, empty.receive(10), 40);
        assertThat(all.pool().available()).isEqualTo(10);
        assertThat(all.slice().marked()).isFalse();

        assertThat(StockRules.collect(pool, empty.receive(10), 0).changed()).isFalse();
        assertThat(StockRules.collect(pool, empty, 4).changed()).isFalse();
    }

    @Test
    void an_empty_slice_has_nothing_to_hand_back_but_its_mark() {
        Pool pool = Pool.placed(SALE, PHONE, 1).grant(HERE, 1);

        Transfer back = StockRules.handBack(pool, empty.receive(1).hold(), 0);

        assertThat(back.poolEvents()).isEqualTo(List.of(new Event.PoolTookBack(SALE, PHONE, HERE, 0, true)));
        assertThat(StockRules.handBack(back.pool(), back.slice(), 0).changed()).isFalse();
    }

    // ---- warm-up

    @Test
    void warm_up_gives_every_slice_the_same_share_of_one_half_once() {
        Pool pool = Pool.placed(SALE, PHONE, 1_000);

        Transfer first = StockRules.warmUp(pool, empty, SHARDS);
        Transfer second = StockRules.warmUp(first.pool(), Slice.empty(SALE, PHONE, 4), SHARDS);

        assertThat(first.slice().available()).isEqualTo(62);
        assertThat(second.slice().available()).isEqualTo(62);
        assertThat(StockRules.warmUp(second.pool(), first.slice(), SHARDS).changed())
                .isFalse();
    }

    @Test
    void too_few_units_to_share_wait_in_the_pool() {
        assertThat(StockRules.warmUp(Pool.placed(SALE, PHONE, 15), empty, SHARDS)
                        .changed())
                .isFalse();
    }

    @Test
    void warm_up_after_a_withdrawal_takes_no_more_than_there_is() {
        Pool pool = Pool.placed(SALE, PHONE, 1_000).grant(5, 990);

        assertThat(StockRules.warmUp(pool, empty, SHARDS).slice().available()).isEqualTo(10);
    }

    private static Pool soldOutAfterOneUnitHere() {
        Pool granted = Pool.placed(SALE, PHONE, 1).grant(HERE, 1);
        return granted.takeBack(0, granted.marked().without(HERE));
    }
}
