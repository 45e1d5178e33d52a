package io.tapgrid.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StockTest {
    private static final SaleId SALE = new SaleId("PHONE-DAY");
    private static final Sku PHONE = new Sku("PHONE-X");

    private final Slice slice = Slice.empty(SALE, PHONE, 0).receive(2);

    @Test
    void a_unit_goes_from_free_to_held_to_sold_and_back() {
        assertThat(slice.hold().available()).isEqualTo(1);
        assertThat(slice.hold().pay().sold()).isEqualTo(1);
        assertThat(slice.hold().releaseHeld()).isEqualTo(slice);
        assertThat(slice.hold().pay().releaseSold()).isEqualTo(slice);
    }

    @Test
    void no_row_can_say_that_there_are_fewer_than_no_units() {
        Slice empty = Slice.empty(SALE, PHONE, 0);

        assertThatThrownBy(empty::hold).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(empty::releaseHeld).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(empty::releaseSold).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> slice.handBack(3, false)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Pool.placed(SALE, PHONE, 2).grant(0, 3)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Pool.placed(SALE, PHONE, 2).adjust(-3)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void no_row_can_have_units_that_came_from_nowhere() {
        assertThatThrownBy(() -> new Slice(SALE, PHONE, 0, 1, 0, 0, 0, 0, true))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Pool(SALE, PHONE, 1, 0, 0, 2, 0, 0, ShardSet.EMPTY, 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void only_a_marked_slice_has_units_on_sale() {
        assertThat(slice.onSale()).isEqualTo(2);
        assertThat(slice.handBack(0, false).onSale()).isZero();
    }

    @Test
    void a_pool_is_sold_out_when_it_is_dry_and_no_shard_is_marked() {
        Pool pool = Pool.placed(SALE, PHONE, 1);
        assertThat(pool.isSoldOut()).isFalse();
        assertThat(pool.grant(5, 1).isSoldOut()).isFalse();
        assertThat(pool.grant(5, 1).takeBack(0, ShardSet.EMPTY).isSoldOut()).isTrue();
        assertThat(pool.grant(5, 1).takeBack(1, ShardSet.EMPTY).isSoldOut()).isFalse();
    }

    // ---- the law

    @Test
    void the_law_holds_over_pool_and_slices() {
        Pool pool = Pool.placed(SALE, PHONE, 10).grant(0, 2).adjust(5).adjust(-1);

        Conservation law = Conservation.of(pool, List.of(slice.hold()));

        assertThat(law.settled()).isTrue();
        assertThat(law.holds()).isTrue();
        assertThat(law).isEqualTo(new Conservation(14, 12, 1, 1, 0, true));
    }

    @Test
    void a_reading_with_units_on_their_way_does_not_count() {
        Pool pool = Pool.placed(SALE, PHONE, 10).grant(0, 2);

        assertThat(Conservation.of(pool, List.of()).settled()).isFalse();
        assertThat(Conservation.of(pool, List.of(slice.handBack(1, true))).settled())
                .isFalse();
    }

    @Test
    void a_missing_unit_breaks_the_law() {
        Pool pool = Pool.placed(SALE, PHONE, 10).grant(0, 3).takeBack(1, ShardSet.EMPTY);
        Slice wrong = Slice.empty(SALE, PHONE, 0).receive(3).handBack(1, true);
        assertThat(Conservation.of(pool, List.of(wrong)).holds()).isTrue();

        Slice less = Slice.empty(SALE, PHONE, 0).receive(2);
        assertThat(Conservation.of(pool, List.of(less.handBack(1, true))).holds())
                .isFalse();
    }

    // ---- a set of shards

    @Test
    void a_set_of_shards_has_what_was_put_in_and_not_taken_out() {
        ShardSet set =
                ShardSet.EMPTY.with(0).with(63).with(64).with(1_023).without(63).without(500);

        assertThat(set.shards()).containsExactly(0, 64, 1_023);
        assertThat(set.contains(63)).isFalse();
        assertThat(ShardSet.of(set.toWords())).isEqualTo(set).hasSameHashCodeAs(set);
        assertThat(set).hasToString("[0, 64, 1023]");
    }

    @Test
    void a_set_that_was_emptied_is_the_empty_set() {
        assertThat(ShardSet.EMPTY.with(700).without(700)).isEqualTo(ShardSet.EMPTY);
        assertThat(ShardSet.of(new long[5])).isEqualTo(ShardSet.EMPTY);
        assertThat(ShardSet.EMPTY.isEmpty()).isTrue();
    }
}
