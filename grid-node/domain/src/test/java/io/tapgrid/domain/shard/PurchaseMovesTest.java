package io.tapgrid.domain.shard;

import static io.tapgrid.domain.shard.TestShard.ANN;
import static io.tapgrid.domain.shard.TestShard.BOB;
import static io.tapgrid.domain.shard.TestShard.CASE;
import static io.tapgrid.domain.shard.TestShard.CLOSES;
import static io.tapgrid.domain.shard.TestShard.HOLD_FOR;
import static io.tapgrid.domain.shard.TestShard.MICRO;
import static io.tapgrid.domain.shard.TestShard.PAY_FOR;
import static io.tapgrid.domain.shard.TestShard.PHONE;
import static io.tapgrid.domain.shard.TestShard.PRICE;
import static io.tapgrid.domain.shard.TestShard.SALE;
import static io.tapgrid.domain.shard.TestShard.anOpenSale;
import static io.tapgrid.domain.shard.TestShard.purchaseOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.sale.SaleState;
import org.junit.jupiter.api.Test;

/** What may become of a purchase: cart, cancel, pay, refund, expiry. */
final class PurchaseMovesTest {
    private final TestShard shard = anOpenSale();
    private final Purchase held = shard.won(ANN, PHONE, "grab");

    // ---- cart

    @Test
    void a_held_unit_goes_into_the_cart_and_is_to_be_paid_in_time() {
        Purchase carted = purchaseOf(shard.later(MICRO).cart(held.id()));

        assertThat(carted.state()).isEqualTo(PurchaseState.CARTED);
        assertThat(carted.payBy()).isEqualTo(shard.now().plus(PAY_FOR));
        assertThat(carted.version()).isEqualTo(2);
        assertThat(shard.phones().held()).isEqualTo(1);
    }

    @Test
    void carting_again_gives_no_more_time() {
        Purchase carted = purchaseOf(shard.cart(held.id()));

        assertThat(shard.later(HOLD_FOR).cart(held.id())).isEqualTo(new Outcome.Moved(carted));
    }

    @Test
    void a_hold_can_be_carted_until_just_before_its_deadline() {
        assertThat(shard.later(HOLD_FOR.minus(MICRO)).cart(held.id())).isInstanceOf(Outcome.Moved.class);
    }

    @Test
    void at_its_deadline_a_hold_has_expired_and_the_unit_is_free_though_no_sweep_came_by() {
        Decision decision = shard.later(HOLD_FOR).decide(new ShardCommand.Cart(held.id(), null));

        assertThat(decision.outcome()).isEqualTo(new Outcome.Refused(Reason.HOLD_EXPIRED));
        assertThat(shard.now(held.id()).releaseReason()).isEqualTo(ReleaseReason.EXPIRED);
        assertThat(shard.phones().available()).isEqualTo(10);
        assertThat(shard.cart(held.id())).isEqualTo(new Outcome.Refused(Reason.HOLD_EXPIRED));
        assertThat(shard.phones().available()).as("released once").isEqualTo(10);
    }

    @Test
    void a_cart_that_was_not_paid_in_time_has_expired_too() {
        shard.cart(held.id());

        assertRefused(shard.later(PAY_FOR).cart(held.id()), Reason.HOLD_EXPIRED);
    }

    @Test
    void what_is_paid_or_given_back_cannot_be_carted() {
        shard.cart(held.id());
        shard.pay(held.id(), "p");
        assertRefused(shard.cart(held.id()), Reason.WRONG_STATE);

        PurchaseId given = shard.won(BOB, PHONE, "k").id();
        shard.cancel(given);
        assertRefused(shard.cart(given), Reason.WRONG_STATE);
    }

    @Test
    void a_purchase_that_is_not_there_is_unknown() {
        PurchaseId unknown = new PurchaseId(SALE, 1, ANN);
        assertRefused(shard.cart(unknown), Reason.UNKNOWN_PURCHASE);
        assertRefused(shard.cancel(unknown), Reason.UNKNOWN_PURCHASE);
        assertRefused(shard.pay(unknown, "p"), Reason.UNKNOWN_PURCHASE);
        assertRefused(shard.refund(unknown, "p"), Reason.UNKNOWN_PURCHASE);
    }

    @Test
    void the_key_of_a_grab_is_not_good_for_anything_else() {
        assertRefused(shard.cart(held.id(), "grab"), Reason.KEY_REUSED);
        assertRefused(shard.cancel(held.id(), "grab"), Reason.KEY_REUSED);
        assertThat(shard.cart(held.id(), "cart")).isInstanceOf(Outcome.Moved.class);
    }

    // ---- one key, one effect

    @Test
    void a_key_that_put_a_unit_into_the_cart_is_not_good_for_anything_else() {
        PurchaseId other = shard.won(ANN, CASE, "grab the case").id();
        shard.cart(held.id(), "k");

        assertRefused(shard.cancel(held.id(), "k"), Reason.KEY_REUSED);
        assertRefused(shard.cart(other, "k"), Reason.KEY_REUSED);
        assertRefused(shard.cancel(other, "k"), Reason.KEY_REUSED);
        assertRefused(shard.grab(ANN, PHONE, "k"), Reason.KEY_REUSED);
        assertThat(shard.now(held.id()).state()).isEqualTo(PurchaseState.CARTED);
        assertThat(shard.now(other).state()).isEqualTo(PurchaseState.HELD);
    }

    @Test
    void a_key_that_gave_a_unit_back_is_not_good_for_anything_else() {
        PurchaseId other = shard.won(ANN, CASE, "grab the case").id();
        shard.cart(held.id(), "cart");
        shard.cancel(held.id(), "k");

        assertRefused(shard.cart(held.id(), "k"), Reason.KEY_REUSED);
        assertRefused(shard.cart(other, "k"), Reason.KEY_REUSED);
        assertRefused(shard.cancel(other, "k"), Reason.KEY_REUSED);
        assertRefused(shard.grab(ANN, PHONE, "k"), Reason.KEY_REUSED);
        assertRefused(shard.grab(ANN, PHONE, "cart"), Reason.KEY_REUSED);
        assertThat(shard.phones().available()).as("only what was cancelled").isEqualTo(10);
    }

    @Test
    void the_key_of_a_grab_is_not_good_for_another_purchase_either() {
        PurchaseId other = shard.won(ANN, CASE, "grab the case").id();

        assertRefused(shard.cart(other, "grab"), Reason.KEY_REUSED);
        assertRefused(shard.cancel(other, "grab"), Reason.KEY_REUSED);
    }

    @Test
    void a_repeat_of_a_cart_is_answered_with_the_purchase_as_it_is_now() {
        Purchase carted = purchaseOf(shard.cart(held.id(), "k"));
        assertThat(shard.later(MICRO).cart(held.id(), "k")).isEqualTo(new Outcome.Moved(carted));

        Purchase paid = purchaseOf(shard.pay(held.id(), "p"));
        assertThat(shard.cart(held.id(), "k")).isEqualTo(new Outcome.Moved(paid));

        Purchase refunded = purchaseOf(shard.refund(held.id(), "p"));
        assertThat(shard.cart(held.id(), "k")).isEqualTo(new Outcome.Moved(refunded));
    }

    @Test
    void a_repeat_of_a_cart_that_has_lapsed_is_answered_as_released() {
        shard.cart(held.id(), "k");

        Purchase lapsed = purchaseOf(shard.later(PAY_FOR).cart(held.id(), "k"));

        assertThat(lapsed.releaseReason()).isEqualTo(ReleaseReason.EXPIRED);
        assertThat(lapsed).isEqualTo(shard.now(held.id()));
        assertThat(shard.phones().available()).isEqualTo(10);
        assertRefused(shard.cart(held.id(), "another"), Reason.HOLD_EXPIRED);
    }

    @Test
    void a_repeat_of_a_cancellation_frees_nothing_more() {
        Purchase released = purchaseOf(shard.cancel(held.id(), "k"));

        assertThat(shard.later(MICRO).cancel(held.id(), "k")).isEqualTo(new Outcome.Moved(released));
        assertThat(shard.phones().available()).isEqualTo(10);
    }

    @Test
    void a_key_whose_request_changed_nothing_is_still_new() {
        shard.cart(held.id());
        assertThat(shard.cart(held.id(), "k")).isInstanceOf(Outcome.Moved.class);

        assertThat(purchaseOf(shard.cancel(held.id(), "k")).cancelKey()).isEqualTo(new RequestKey("k"));
    }

    @Test
    void the_same_key_of_another_shopper_is_another_key() {
        PurchaseId bobs = shard.won(BOB, PHONE, "grab").id();
        shard.cart(held.id(), "k");

        assertThat(shard.cancel(bobs, "k")).isInstanceOf(Outcome.Moved.class);
    }

    // ---- cancel

    @Test
    void a_cancelled_unit_is_free_again() {
        Purchase released = purchaseOf(shard.cancel(held.id()));

        assertThat(released.state()).isEqualTo(PurchaseState.RELEASED);
        assertThat(released.releaseReason()).isEqualTo(ReleaseReason.CANCELLED);
        assertThat(shard.phones().available()).isEqualTo(10);
    }

    @Test
    void cancelling_again_frees_nothing_more() {
        Purchase released = purchaseOf(shard.cancel(held.id()));

        assertThat(shard.cancel(held.id())).isEqualTo(new Outcome.Moved(released));
        assertThat(shard.phones().available()).isEqualTo(10);
    }

    @Test
    void what_is_in_the_cart_can_be_cancelled_and_what_is_paid_cannot() {
        shard.cart(held.id());
        assertThat(shard.cancel(held.id())).isInstanceOf(Outcome.Moved.class);

        PurchaseId paid = shard.won(BOB, PHONE, "k").id();
        shard.cart(paid);
        shard.pay(paid, "p");
        assertRefused(shard.cancel(paid), Reason.WRONG_STATE);
    }

    @Test
    void cancelling_what_has_expired_or_was_refunded_finds_it_released() {
        shard.later(HOLD_FOR);
        assertThat(purchaseOf(shard.cancel(held.id())).releaseReason()).isEqualTo(ReleaseReason.EXPIRED);

        PurchaseId refunded = shard.won(BOB, PHONE, "k").id();
        shard.cart(refunded);
        shard.pay(refunded, "p");
        shard.refund(refunded, "p");
        assertThat(purchaseOf(shard.cancel(refunded)).releaseReason()).isEqualTo(ReleaseReason.REFUNDED);
    }

    // ---- pay

    @Test
    void a_carted_unit_that_is_paid_for_is_sold() {
        shard.cart(held.id());

        Purchase paid = purchaseOf(shard.pay(held.id(), "p"));

        assertThat(paid.state()).isEqualTo(PurchaseState.PAID);
        assertThat(paid.payment()).isEqualTo(new Payment("p", PRICE, "CNY"));
        assertThat(shard.phones().sold()).isEqualTo(1);
        assertThat(shard.phones().held()).isZero();
    }

    @Test
    void the_same_payment_again_is_the_same_and_another_one_is_refused() {
        shard.cart(held.id());
        Purchase paid = purchaseOf(shard.pay(held.id(), "p"));

        assertThat(shard.later(PAY_FOR).pay(held.id(), "p")).isEqualTo(new Outcome.Moved(paid));
        assertRefused(shard.pay(held.id(), "other"), Reason.WRONG_STATE);
        assertThat(shard.phones().sold()).isEqualTo(1);
    }

    @Test
    void only_what_is_in_the_cart_can_be_paid_for() {
        assertRefused(shard.pay(held.id(), "p"), Reason.WRONG_STATE);
        shard.cancel(held.id());
        assertRefused(shard.pay(held.id(), "p"), Reason.WRONG_STATE);
    }

    @Test
    void a_payment_that_comes_at_the_deadline_is_too_late() {
        shard.cart(held.id());

        assertRefused(shard.later(PAY_FOR).pay(held.id(), "p"), Reason.WRONG_STATE);
        assertThat(shard.now(held.id()).releaseReason()).isEqualTo(ReleaseReason.EXPIRED);
    }

    @Test
    void a_payment_of_another_amount_or_currency_is_invalid_and_says_which() {
        shard.cart(held.id());

        assertInvalid(new ShardCommand.Pay(held.id(), new Payment("p", PRICE + 1, "CNY")), "amountMinor");
        assertInvalid(new ShardCommand.Pay(held.id(), new Payment("p", PRICE, "EUR")), "currency");
        assertThat(shard.now(held.id()).state()).isEqualTo(PurchaseState.CARTED);
    }

    // ---- refund

    @Test
    void a_refunded_unit_is_free_again() {
        shard.cart(held.id());
        shard.pay(held.id(), "p");

        Purchase refunded = purchaseOf(shard.refund(held.id(), "p"));

        assertThat(refunded.releaseReason()).isEqualTo(ReleaseReason.REFUNDED);
        assertThat(shard.phones().sold()).isZero();
        assertThat(shard.phones().available()).isEqualTo(10);
        assertThat(shard.refund(held.id(), "p")).isEqualTo(new Outcome.Moved(refunded));
        assertThat(shard.phones().available()).as("released once").isEqualTo(10);
    }

    @Test
    void only_the_payment_that_was_made_can_be_refunded() {
        assertRefused(shard.refund(held.id(), "p"), Reason.WRONG_STATE);
        shard.cart(held.id());
        assertRefused(shard.refund(held.id(), "p"), Reason.WRONG_STATE);
        shard.pay(held.id(), "p");
        assertRefused(shard.refund(held.id(), "other"), Reason.WRONG_STATE);
        assertInvalid(new ShardCommand.Refund(held.id(), new Payment("p", 1, "CNY")), "amountMinor");
        shard.refund(held.id(), "p");
        assertRefused(shard.refund(held.id(), "other"), Reason.WRONG_STATE);
    }

    // ---- expiry

    @Test
    void an_overdue_hold_is_released_once() {
        shard.later(HOLD_FOR);

        assertThat(purchaseOf(shard.expire(held)).releaseReason()).isEqualTo(ReleaseReason.EXPIRED);
        assertThat(shard.expire(held)).isEqualTo(new Outcome.Nothing());
        assertThat(shard.phones().available()).isEqualTo(10);
    }

    @Test
    void an_expiry_that_comes_early_does_nothing() {
        assertThat(shard.later(HOLD_FOR.minus(MICRO)).expire(held)).isEqualTo(new Outcome.Nothing());
    }

    @Test
    void an_expiry_of_what_has_moved_on_does_nothing() {
        shard.cart(held.id());

        assertThat(shard.later(PAY_FOR).expire(held)).isEqualTo(new Outcome.Nothing());
        assertThat(purchaseOf(shard.expire(shard.now(held.id()))).releaseReason())
                .isEqualTo(ReleaseReason.EXPIRED);
    }

    @Test
    void an_expiry_of_what_never_was_does_nothing() {
        ShardCommand expire = new ShardCommand.Expire(new PurchaseId(SALE, 7, BOB), 1);
        assertThat(shard.decide(expire).outcome()).isEqualTo(new Outcome.Nothing());
    }

    // ---- the sale does not stand in the way

    @Test
    void while_the_sale_is_paused_a_unit_can_be_carted_paid_refunded_and_expire() {
        shard.in(SaleState.PAUSED);
        Purchase carted = purchaseOf(shard.cart(held.id()));
        assertThat(carted.state()).isEqualTo(PurchaseState.CARTED);
        assertThat(shard.pay(held.id(), "p")).isInstanceOf(Outcome.Moved.class);
        assertThat(shard.refund(held.id(), "p")).isInstanceOf(Outcome.Moved.class);
    }

    @Test
    void after_the_end_a_hold_lives_until_its_own_deadline() {
        shard.at(CLOSES.minus(MICRO));
        PurchaseId late = shard.won(BOB, PHONE, "k").id();
        shard.in(SaleState.CLOSED).later(HOLD_FOR.minus(MICRO));

        assertThat(shard.cart(late)).isInstanceOf(Outcome.Moved.class);
        assertThat(shard.pay(late, "p")).isInstanceOf(Outcome.Moved.class);
    }

    private void assertInvalid(ShardCommand command, String field) {
        assertThat(shard.decide(command).outcome()).isEqualTo(new Outcome.Refused(Reason.INVALID_REQUEST, field));
    }

    private static void assertRefused(Outcome outcome, Reason reason) {
        assertThat(outcome).isEqualTo(new Outcome.Refused(reason));
    }
}
