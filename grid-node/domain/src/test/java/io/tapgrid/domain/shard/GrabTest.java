package io.tapgrid.domain.shard;

import static io.tapgrid.domain.shard.TestShard.ANN;
import static io.tapgrid.domain.shard.TestShard.BOB;
import static io.tapgrid.domain.shard.TestShard.CASE;
import static io.tapgrid.domain.shard.TestShard.CLOSES;
import static io.tapgrid.domain.shard.TestShard.HOLD_FOR;
import static io.tapgrid.domain.shard.TestShard.MICRO;
import static io.tapgrid.domain.shard.TestShard.OPENS;
import static io.tapgrid.domain.shard.TestShard.PHONE;
import static io.tapgrid.domain.shard.TestShard.SALE;
import static io.tapgrid.domain.shard.TestShard.anOpenSale;
import static io.tapgrid.domain.shard.TestShard.purchaseOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.SaleState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GrabTest {
    @Test
    void a_grab_wins_a_free_unit_and_holds_it_for_a_while() {
        TestShard shard = anOpenSale();

        Purchase won = shard.won(ANN, PHONE, "k");

        assertThat(won.id()).isEqualTo(new PurchaseId(SALE, 0, ANN));
        assertThat(won.state()).isEqualTo(PurchaseState.HELD);
        assertThat(won.decidedAt()).isEqualTo(OPENS);
        assertThat(won.holdExpiresAt()).isEqualTo(OPENS.plus(HOLD_FOR));
        assertThat(won.version()).isEqualTo(1);
        assertThat(shard.phones().available()).isEqualTo(9);
        assertThat(shard.phones().held()).isEqualTo(1);
    }

    @Test
    void the_last_unit_goes_to_the_shopper_who_asks_first() {
        TestShard shard = anOpenSale().withUnits(1);

        assertThat(shard.grab(ANN, PHONE, "k")).isInstanceOf(Outcome.Won.class);
        assertThat(shard.grab(BOB, PHONE, "k")).isEqualTo(new Outcome.NeedsStock(SALE, PHONE));
    }

    @Test
    void an_item_that_is_gone_everywhere_is_sold_out() {
        assertRefused(anOpenSale().soldOutEverywhere().grab(ANN, PHONE, "k"), Reason.SOLD_OUT);
    }

    @Test
    void a_unit_here_is_sold_though_the_flag_that_went_round_is_still_up() {
        assertThat(anOpenSale().soldOutEverywhere().withUnits(1).grab(ANN, PHONE, "k"))
                .isInstanceOf(Outcome.Won.class);
    }

    @Test
    void a_slice_without_its_mark_sells_nothing() {
        assertThat(anOpenSale().withUnmarkedUnits(5).grab(ANN, PHONE, "k"))
                .isEqualTo(new Outcome.NeedsStock(SALE, PHONE));
    }

    @Test
    void times_have_microseconds() {
        Purchase won = anOpenSale().at(OPENS.plusNanos(123_456_789)).won(ANN, PHONE, "k");

        assertThat(won.decidedAt()).isEqualTo(OPENS.plusNanos(123_456_000));
    }

    // ---- what is not there

    @Test
    void a_sale_or_item_that_is_not_there_is_unknown() {
        ShardCommand elsewhere = new ShardCommand.Grab(new SaleId("OTHER"), PHONE, ANN, new RequestKey("k"));
        assertRefused(anOpenSale().decide(elsewhere).outcome(), Reason.UNKNOWN_SALE);
        assertRefused(anOpenSale().grab(ANN, new Sku("OTHER"), "k"), Reason.UNKNOWN_ITEM);
    }

    @Test
    void a_draft_is_unknown() {
        assertRefused(anOpenSale().in(SaleState.DRAFT).grab(ANN, PHONE, "k"), Reason.UNKNOWN_SALE);
    }

    // ---- repeats

    @Test
    void a_repeated_key_gets_the_same_purchase_and_no_second_unit() {
        TestShard shard = anOpenSale().withRule(Rule.UNLIMITED);
        Purchase won = shard.won(ANN, PHONE, "k");

        assertThat(shard.grab(ANN, PHONE, "k")).isEqualTo(new Outcome.Repeated(won));
        assertThat(shard.phones().held()).isEqualTo(1);
    }

    @Test
    void the_same_key_of_another_shopper_is_another_key() {
        TestShard shard = anOpenSale();
        shard.won(ANN, PHONE, "k");

        assertThat(shard.grab(BOB, PHONE, "k")).isInstanceOf(Outcome.Won.class);
    }

    @Test
    void a_repeat_shows_the_purchase_as_it_is_now_released_ones_too() {
        TestShard shard = anOpenSale();
        Purchase won = shard.won(ANN, PHONE, "k");
        shard.cancel(won.id());

        Outcome repeat = shard.grab(ANN, PHONE, "k");

        assertThat(repeat).isEqualTo(new Outcome.Repeated(shard.now(won.id())));
        assertThat(purchaseOf(repeat).releaseReason()).isEqualTo(ReleaseReason.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEDULED", "WARMING", "PAUSED", "CLOSED", "SOLD_OUT"})
    void a_repeat_comes_before_every_rule_and_state(SaleState state) {
        TestShard shard = anOpenSale().withUnits(1);
        Purchase won = shard.won(ANN, PHONE, "k");

        assertThat(shard.in(state).grab(ANN, PHONE, "k")).isEqualTo(new Outcome.Repeated(won));
    }

    @Test
    void a_repeat_is_answered_after_the_sale() {
        TestShard shard = anOpenSale();
        Purchase won = shard.at(CLOSES.minus(MICRO)).won(ANN, PHONE, "k");

        assertThat(shard.at(CLOSES).grab(ANN, PHONE, "k")).isEqualTo(new Outcome.Repeated(won));
    }

    @Test
    void a_repeat_after_the_hold_has_lapsed_shows_it_released_though_no_sweep_came_by() {
        TestShard shard = anOpenSale();
        shard.won(ANN, PHONE, "k");

        Purchase repeated = purchaseOf(shard.later(HOLD_FOR).grab(ANN, PHONE, "k"));

        assertThat(repeated.releaseReason()).isEqualTo(ReleaseReason.EXPIRED);
        assertThat(shard.phones().available()).isEqualTo(10);
    }

    @Test
    void a_key_that_won_another_item_is_reused() {
        TestShard shard = anOpenSale();
        shard.won(ANN, PHONE, "k");

        assertRefused(shard.grab(ANN, CASE, "k"), Reason.KEY_REUSED);
    }

    @Test
    void a_refusal_binds_no_key() {
        TestShard shard = anOpenSale().in(SaleState.PAUSED);
        assertRefused(shard.grab(ANN, PHONE, "k"), Reason.PAUSED);

        assertThat(shard.in(SaleState.OPEN).grab(ANN, CASE, "k")).isInstanceOf(Outcome.Won.class);
    }

    // ---- without a key

    @Test
    void where_one_may_have_several_a_grab_without_key_is_invalid() {
        for (Rule rule : List.of(Rule.UNLIMITED, Rule.perItem(2))) {
            assertThat(anOpenSale().withRule(rule).grabWithoutKey(ANN, PHONE))
                    .isEqualTo(new Outcome.Refused(Reason.INVALID_REQUEST, "Idempotency-Key"));
        }
    }

    @Test
    void where_one_may_have_one_a_grab_without_key_repeats_the_live_purchase() {
        for (Rule rule : List.of(Rule.ONE_ITEM_PER_SALE, Rule.ONE_PER_ITEM)) {
            TestShard shard = anOpenSale().withRule(rule);
            Purchase won = purchaseOf(shard.grabWithoutKey(ANN, PHONE));

            assertThat(shard.grabWithoutKey(ANN, PHONE)).isEqualTo(new Outcome.Repeated(won));
            shard.cancel(won.id());
            assertThat(shard.grabWithoutKey(ANN, PHONE)).isInstanceOf(Outcome.Won.class);
        }
    }

    @Test
    void a_grab_without_key_of_another_item_is_a_new_one() {
        TestShard shard = anOpenSale().withRule(Rule.ONE_ITEM_PER_SALE);
        shard.won(ANN, PHONE, "k");

        assertRefused(shard.grabWithoutKey(ANN, CASE), Reason.LIMIT_REACHED);
    }

    // ---- state and time

    @Test
    void the_sale_sells_from_opens_at_until_just_before_closes_at() {
        assertRefused(
                anOpenSale().in(SaleState.READY).at(OPENS.minus(MICRO)).grab(ANN, PHONE, "k"), Reason.NOT_STARTED);
        assertThat(anOpenSale().in(SaleState.READY).at(OPENS).grab(ANN, PHONE, "k"))
                .isInstanceOf(Outcome.Won.class);
        assertThat(anOpenSale().at(CLOSES.minus(MICRO)).grab(ANN, PHONE, "k")).isInstanceOf(Outcome.Won.class);
        assertRefused(anOpenSale().at(CLOSES).grab(ANN, PHONE, "k"), Reason.SALE_ENDED);
    }

    @Test
    void the_clock_alone_does_not_open_a_sale_whose_stock_is_not_in_place() {
        assertRefused(anOpenSale().in(SaleState.SCHEDULED).grab(ANN, PHONE, "k"), Reason.NOT_STARTED);
        assertRefused(anOpenSale().in(SaleState.WARMING).grab(ANN, PHONE, "k"), Reason.NOT_STARTED);
    }

    @Test
    void a_sale_closed_early_has_ended() {
        assertRefused(anOpenSale().in(SaleState.CLOSED).grab(ANN, PHONE, "k"), Reason.SALE_ENDED);
    }

    @Test
    void a_paused_sale_says_so_before_and_after_its_time_too() {
        assertRefused(anOpenSale().in(SaleState.PAUSED).grab(ANN, PHONE, "k"), Reason.PAUSED);
        assertRefused(anOpenSale().in(SaleState.PAUSED).at(OPENS.minus(MICRO)).grab(ANN, PHONE, "k"), Reason.PAUSED);
        assertRefused(anOpenSale().in(SaleState.PAUSED).at(CLOSES).grab(ANN, PHONE, "k"), Reason.PAUSED);
    }

    @Test
    void a_sale_that_is_sold_out_as_a_whole_still_sells_what_came_back() {
        assertThat(anOpenSale().in(SaleState.SOLD_OUT).grab(ANN, PHONE, "k")).isInstanceOf(Outcome.Won.class);
    }

    // ---- reservation and rule, in this order

    @Test
    void where_a_reservation_is_required_only_those_win_who_have_one_for_the_item() {
        TestShard shard = anOpenSale().forReserved().at(OPENS.minus(MICRO));
        shard.reserve(ANN, PHONE);
        shard.at(OPENS);

        assertThat(shard.grab(ANN, PHONE, "k1")).isInstanceOf(Outcome.Won.class);
        assertRefused(shard.grab(ANN, CASE, "k2"), Reason.NOT_RESERVED);
        assertRefused(shard.grab(BOB, PHONE, "k3"), Reason.NOT_RESERVED);
    }

    @Test
    void one_item_per_sale_means_one_whatever_it_is() {
        TestShard shard = anOpenSale().withRule(Rule.ONE_ITEM_PER_SALE);
        shard.won(ANN, PHONE, "k1");

        assertRefused(shard.grab(ANN, PHONE, "k2"), Reason.LIMIT_REACHED);
        assertRefused(shard.grab(ANN, CASE, "k3"), Reason.LIMIT_REACHED);
    }

    @Test
    void one_per_item_means_one_of_each() {
        TestShard shard = anOpenSale().withRule(Rule.ONE_PER_ITEM);
        shard.won(ANN, PHONE, "k1");

        assertRefused(shard.grab(ANN, PHONE, "k2"), Reason.LIMIT_REACHED);
        assertThat(shard.grab(ANN, CASE, "k3")).isInstanceOf(Outcome.Won.class);
    }

    @Test
    void three_per_item_means_three_of_each() {
        TestShard shard = anOpenSale().withRule(Rule.perItem(3));
        shard.won(ANN, PHONE, "k1");
        shard.won(ANN, PHONE, "k2");
        shard.won(ANN, PHONE, "k3");

        assertRefused(shard.grab(ANN, PHONE, "k4"), Reason.LIMIT_REACHED);
        assertThat(shard.grab(ANN, CASE, "k5")).isInstanceOf(Outcome.Won.class);
    }

    @Test
    void what_was_paid_counts_and_what_was_given_back_does_not() {
        TestShard shard = anOpenSale();
        PurchaseId id = shard.won(ANN, PHONE, "k1").id();
        shard.cart(id);
        shard.pay(id, "p");
        assertRefused(shard.grab(ANN, PHONE, "k2"), Reason.LIMIT_REACHED);

        shard.refund(id, "p");
        assertThat(shard.grab(ANN, PHONE, "k2")).isInstanceOf(Outcome.Won.class);
    }

    @Test
    void a_hold_that_has_lapsed_no_longer_stands_in_its_shoppers_way() {
        TestShard shard = anOpenSale().withUnits(1).withRule(Rule.ONE_ITEM_PER_SALE);
        shard.won(ANN, PHONE, "k1");

        Outcome again = shard.later(HOLD_FOR).grab(ANN, PHONE, "k2");

        assertThat(again).isInstanceOf(Outcome.Won.class);
        assertThat(purchaseOf(again).id().no()).isEqualTo(1);
        assertThat(shard.phones().held()).isEqualTo(1);
    }

    @Test
    void a_number_is_never_given_twice() {
        TestShard shard = anOpenSale();
        shard.cancel(shard.won(ANN, PHONE, "k1").id());

        assertThat(shard.won(ANN, PHONE, "k2").id().no()).isEqualTo(1);
    }

    @Test
    void nobody_wins_more_than_a_hundred_times_in_a_sale() {
        TestShard shard = anOpenSale().withRule(Rule.UNLIMITED);
        for (int no = 0; no < Limits.PURCHASES_PER_SHOPPER_MAX; no++) {
            shard.cancel(shard.won(ANN, PHONE, "k" + no).id());
        }

        assertRefused(shard.grab(ANN, PHONE, "one more"), Reason.LIMIT_REACHED);
        assertThat(shard.grab(ANN, PHONE, "k99")).isInstanceOf(Outcome.Repeated.class);
    }

    private static void assertRefused(Outcome outcome, Reason reason) {
        assertThat(outcome).isEqualTo(new Outcome.Refused(reason));
    }
}
