package io.tapgrid.domain.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.stock.Pool;
import org.junit.jupiter.api.Test;

final class AdjustmentTest {
    private static final SaleId SALE = new SaleId("PHONE-DAY");
    private static final Sku PHONE = new Sku("PHONE-X");

    /** Ten units, four of them in a slice. */
    private final Pool pool = Pool.placed(SALE, PHONE, 10).grant(3, 4);

    @Test
    void added_units_lie_in_the_pool() {
        Pool after = done(by(5));

        assertThat(after.available()).isEqualTo(11);
        assertThat(after.added()).isEqualTo(5);
        assertThat(after.units()).isEqualTo(15);
        assertThat(after.version()).isEqualTo(pool.version() + 1);
    }

    @Test
    void withdrawn_units_come_out_of_the_pool() {
        Pool after = done(by(-6));

        assertThat(after.available()).isZero();
        assertThat(after.withdrawn()).isEqualTo(6);
    }

    @Test
    void a_withdrawal_of_more_than_the_pool_has_takes_nothing_and_says_what_is_missing() {
        assertThat(Adjustment.decide(by(-7), pool, null)).isEqualTo(new Adjustment.Refused(Reason.INSUFFICIENT_STOCK));
        assertThat(Adjustment.unitsMissing(-7, pool)).isEqualTo(1);
        assertThat(Adjustment.unitsMissing(-6, pool)).isZero();
        assertThat(Adjustment.unitsMissing(7, pool)).isZero();
    }

    @Test
    void a_repeated_key_changes_nothing_even_when_it_could_not_be_done_any_more() {
        assertThat(Adjustment.decide(by(-6), pool.adjust(-6), by(-6)))
                .isEqualTo(new Adjustment.Repeated(pool.adjust(-6)));
    }

    @Test
    void a_key_is_good_for_one_delta() {
        assertThat(Adjustment.decide(by(2), pool, by(1))).isEqualTo(new Adjustment.Refused(Reason.KEY_REUSED));
    }

    @Test
    void a_key_is_good_for_one_reason() {
        StockAdjusted first = by(1);
        StockAdjusted second = new StockAdjusted(SALE, PHONE, 1, "another " + first.reason(), first.key());
        assertThat(Adjustment.decide(second, pool, first)).isEqualTo(new Adjustment.Refused(Reason.KEY_REUSED));
    }

    @Test
    void nothing_and_more_than_a_thousand_million_are_no_deltas() {
        for (long delta : new long[] {0, Limits.UNITS_MAX + 1, -Limits.UNITS_MAX - 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(Adjustment.decide(by(delta), pool, null))
                    .as("%d", delta)
                    .isEqualTo(new Adjustment.Refused(Reason.INVALID_REQUEST));
        }
        assertThat(Adjustment.decide(by(Limits.UNITS_MAX), pool, null)).isInstanceOf(Adjustment.Done.class);
    }

    @Test
    void stock_that_is_added_lifts_sold_out() {
        Pool soldOut = Pool.placed(SALE, PHONE, 0);
        assertThat(soldOut.isSoldOut()).isTrue();

        assertThat(((Adjustment.Done) Adjustment.decide(by(1), soldOut, null))
                        .pool()
                        .isSoldOut())
                .isFalse();
    }

    private Pool done(StockAdjusted wish) {
        return ((Adjustment.Done) Adjustment.decide(wish, pool, null)).pool();
    }

    private static StockAdjusted by(long delta) {
        return new StockAdjusted(SALE, PHONE, delta, "because", "a");
    }
}
