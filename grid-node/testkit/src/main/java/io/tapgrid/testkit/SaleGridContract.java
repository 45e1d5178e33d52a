package io.tapgrid.testkit;

import static io.tapgrid.testkit.Fixtures.CASE;
import static io.tapgrid.testkit.Fixtures.HOLD_FOR;
import static io.tapgrid.testkit.Fixtures.PAY_FOR;
import static io.tapgrid.testkit.Fixtures.PHONE;
import static io.tapgrid.testkit.Fixtures.cancel;
import static io.tapgrid.testkit.Fixtures.cart;
import static io.tapgrid.testkit.Fixtures.grab;
import static io.tapgrid.testkit.Fixtures.pay;
import static io.tapgrid.testkit.Fixtures.payment;
import static io.tapgrid.testkit.Fixtures.shopper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SaleGrid} does for shoppers, in memory and in the grid alike. Each test makes a sale of its own, so
 * one grid may serve all of them.
 */
public abstract class SaleGridContract extends ContractSteps {
    // ---- a grab

    @Test
    void a_win_is_a_hold_of_one_unit() {
        open(Rule.ONE_PER_ITEM, 10);

        Purchase won = won(decide(grab(saleId, PHONE, shopper(1), "k")));

        assertThat(won.state()).isEqualTo(PurchaseState.HELD);
        assertThat(won.decidedAt()).isEqualTo(clock().instant());
        assertThat(won.holdExpiresAt()).isEqualTo(clock().instant().plus(HOLD_FOR));
        assertThat(join(grid().purchase(won.id()))).contains(won);
        assertThat(join(grid().purchases(shopper(1)))).contains(won);
        assertThat(stock(PHONE, it -> it.held() == 1).holds()).isTrue();
    }

    @Test
    void a_repeat_is_answered_with_the_same_purchase_in_its_present_state() {
        open(Rule.UNLIMITED, 10);
        Purchase won = won(decide(grab(saleId, PHONE, shopper(1), "k")));

        assertThat(repeated(decide(grab(saleId, PHONE, shopper(1), "k")))).isEqualTo(won);
        Purchase released = moved(decide(cancel(won.id())));

        assertThat(repeated(decide(grab(saleId, PHONE, shopper(1), "k")))).isEqualTo(released);
    }

    @Test
    void a_repeat_is_answered_even_when_the_sale_is_paused_closed_or_sold_out() {
        open(Rule.UNLIMITED, 1);
        Purchase won = won(decide(grab(saleId, PHONE, shopper(1), "k")));

        assertThat(repeated(decide(grab(saleId, PHONE, shopper(1), "k")))).isEqualTo(won);
        move(Move.PAUSE);
        assertThat(repeated(decide(grab(saleId, PHONE, shopper(1), "k")))).isEqualTo(won);
        move(Move.CLOSE);
        assertThat(repeated(decide(grab(saleId, PHONE, shopper(1), "k")))).isEqualTo(won);
    }

    @Test
    void never_twice_a_key_that_comes_ten_times_at_once_wins_one_unit() {
        open(Rule.UNLIMITED, 10);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(grid().decide(grab(saleId, PHONE, shopper(1), "k")).toCompletableFuture());
        }

        List<Outcome> outcomes = answers.stream().map(it -> outcome(join(it))).toList();

        assertThat(outcomes).filteredOn(it -> it instanceof Outcome.Won).hasSize(1);
        assertThat(outcomes).filteredOn(it -> it instanceof Outcome.Repeated).hasSize(9);
        assertThat(stock(PHONE, it -> it.held() == 1).holds()).isTrue();
    }

    @Test
    void a_grab_without_key_is_repeated_where_one_is_allowed() {
        open(Rule.ONE_PER_ITEM, 10);
        ShardCommand keyless = new ShardCommand.Grab(saleId, PHONE, shopper(1), null);

        Purchase won = won(decide(keyless));

        assertThat(repeated(decide(keyless))).isEqualTo(won);
    }

    @Test
    void a_grab_without_key_is_invalid_where_several_are_allowed() {
        open(Rule.UNLIMITED, 10);

        assertThat(decide(new ShardCommand.Grab(saleId, PHONE, shopper(1), null)))
                .isEqualTo(new Outcome.Refused(Reason.INVALID_REQUEST, "Idempotency-Key"));
    }

    @Test
    void a_key_that_won_is_not_good_for_another_item() {
        open(Rule.UNLIMITED, 10);
        won(decide(grab(saleId, PHONE, shopper(1), "k")));

        assertRefused(decide(grab(saleId, CASE, shopper(1), "k")), Reason.KEY_REUSED);
    }

    @Test
    void a_second_unit_is_refused_where_the_rule_allows_one() {
        open(Rule.ONE_PER_ITEM, 10);
        won(decide(grab(saleId, PHONE, shopper(1), "k1")));

        assertRefused(decide(grab(saleId, PHONE, shopper(1), "k2")), Reason.LIMIT_REACHED);
        won(decide(grab(saleId, CASE, shopper(1), "k3")));
    }

    @Test
    void what_is_not_there_is_named() {
        open(Rule.ONE_PER_ITEM, 10);

        assertRefused(decide(grab(new SaleId("NO-SALE"), PHONE, shopper(1), "k")), Reason.UNKNOWN_SALE);
        assertRefused(decide(grab(saleId, new Sku("NO-ITEM"), shopper(1), "k")), Reason.UNKNOWN_ITEM);
        assertRefused(decide(cart(new PurchaseId(saleId, 0, shopper(1)))), Reason.UNKNOWN_PURCHASE);
        assertThat(join(grid().purchase(new PurchaseId(saleId, 0, shopper(1))))).isEmpty();
    }

    // ---- after the win

    @Test
    void a_cart_can_be_paid_for_and_refunded() {
        open(Rule.ONE_PER_ITEM, 10);
        PurchaseId id = won(decide(grab(saleId, PHONE, shopper(1), "k"))).id();

        assertThat(moved(decide(cart(id))).payBy()).isEqualTo(clock().instant().plus(PAY_FOR));
        assertThat(moved(decide(pay(id, "p1"))).state()).isEqualTo(PurchaseState.PAID);
        assertThat(stock(PHONE, it -> it.paid() == 1).holds()).isTrue();
        assertThat(moved(decide(new ShardCommand.Refund(id, payment("p1")))).releaseReason())
                .isEqualTo(ReleaseReason.REFUNDED);
        assertThat(stock(PHONE, it -> it.paid() == 0).holds()).isTrue();
    }

    @Test
    void a_hold_that_lapses_is_released_and_sold_again() {
        open(Rule.ONE_PER_ITEM, 1);
        PurchaseId id = won(decide(grab(saleId, PHONE, shopper(1), "k"))).id();
        awaitSoldOut(PHONE, true);

        clock().advance(HOLD_FOR);
        eventually("the hold is released", () -> stateOf(id) == PurchaseState.RELEASED);
        awaitSoldOut(PHONE, false);

        assertRefused(decide(cart(id)), Reason.HOLD_EXPIRED);
        eventually("the unit is sold again", () -> decide(grab(saleId, PHONE, shopper(2), "k")) instanceof Outcome.Won);
    }

    @Test
    void a_cancelled_unit_is_sold_again_from_any_shard() {
        open(Rule.ONE_PER_ITEM, 1);
        PurchaseId id = won(decide(grab(saleId, PHONE, shopper(1), "k"))).id();
        moved(decide(cancel(id)));

        for (int number = 2; number < 12; number++) {
            Uid uid = shopper(number);
            eventually("the unit is won again", () -> decide(grab(saleId, PHONE, uid, "k")) instanceof Outcome.Won);
            moved(decide(cancel(new PurchaseId(saleId, 0, uid))));
        }
    }

    @Test
    void a_key_that_put_a_unit_into_the_cart_is_not_good_for_another_request() {
        open(Rule.UNLIMITED, 10);
        PurchaseId first = won(decide(grab(saleId, PHONE, shopper(1), "k1"))).id();
        PurchaseId second = won(decide(grab(saleId, PHONE, shopper(1), "k2"))).id();
        Purchase carted = moved(decide(cart(second, "c")));

        assertRefused(decide(cancel(second, "c")), Reason.KEY_REUSED);
        assertRefused(decide(cart(first, "c")), Reason.KEY_REUSED);
        assertRefused(decide(grab(saleId, PHONE, shopper(1), "c")), Reason.KEY_REUSED);
        assertRefused(decide(cart(first, "k2")), Reason.KEY_REUSED);
        assertThat(moved(decide(cart(second, "c")))).isEqualTo(carted);
        assertThat(stateOf(first)).isEqualTo(PurchaseState.HELD);
    }

    @Test
    void a_key_that_gave_a_unit_back_is_not_good_for_another_request() {
        open(Rule.UNLIMITED, 10);
        PurchaseId first = won(decide(grab(saleId, PHONE, shopper(1), "k1"))).id();
        PurchaseId second = won(decide(grab(saleId, PHONE, shopper(1), "k2"))).id();
        moved(decide(cart(second, "c")));
        Purchase cancelled = moved(decide(cancel(second, "x")));

        assertRefused(decide(cancel(first, "x")), Reason.KEY_REUSED);
        assertRefused(decide(cart(first, "x")), Reason.KEY_REUSED);
        assertRefused(decide(grab(saleId, PHONE, shopper(1), "x")), Reason.KEY_REUSED);
        assertThat(moved(decide(cancel(second, "x")))).isEqualTo(cancelled);
        assertThat(moved(decide(cart(second, "c")))).isEqualTo(cancelled);
        assertThat(join(grid().purchase(second))).contains(cancelled);
        assertThat(stock(PHONE, it -> it.held() == 1).holds()).isTrue();
    }

    // ---- reservations

    @Test
    void only_those_who_reserved_win_where_a_reservation_is_required() {
        createReserved(10);
        schedule();
        Outcome made = decide(new ShardCommand.Reserve(saleId, PHONE, shopper(1)));
        Outcome again = decide(new ShardCommand.Reserve(saleId, PHONE, shopper(1)));
        clock().set(card().sale().opensAt());
        awaitState(SaleState.OPEN);

        assertThat(made)
                .isInstanceOfSatisfying(
                        Outcome.Reserved.class, it -> assertThat(it.made()).isTrue());
        assertThat(again)
                .isInstanceOfSatisfying(
                        Outcome.Reserved.class, it -> assertThat(it.made()).isFalse());
        assertThat(join(grid().reservation(saleId, PHONE, shopper(1)))).isPresent();
        assertThat(join(grid().reservation(saleId, PHONE, shopper(2)))).isEmpty();
        won(decide(grab(saleId, PHONE, shopper(1), "k")));
        assertRefused(decide(grab(saleId, PHONE, shopper(2), "k")), Reason.NOT_RESERVED);
        assertRefused(decide(new ShardCommand.Reserve(saleId, PHONE, shopper(2))), Reason.WRONG_STATE);
    }

    @Test
    void an_import_only_adds() {
        createReserved(10);
        List<Line> lines = new ArrayList<>();
        for (int number = 0; number < 2_000; number++) {
            lines.add(new Line(PHONE, shopper(number)));
        }

        SaleAdmin.Imported first = join(admin().importReservations(saleId, lines));
        SaleAdmin.Imported again = join(admin().importReservations(saleId, lines.subList(0, 700)));

        assertThat(first).isEqualTo(new SaleAdmin.Imported(2_000, 0));
        assertThat(again).isEqualTo(new SaleAdmin.Imported(0, 700));
        assertThat(join(grid().reservation(saleId, PHONE, shopper(1_999)))).isPresent();
    }

    @Test
    void a_payment_of_another_amount_is_invalid() {
        open(Rule.ONE_PER_ITEM, 10);
        PurchaseId id = won(decide(grab(saleId, PHONE, shopper(1), "k"))).id();
        moved(decide(cart(id)));

        assertThat(decide(new ShardCommand.Pay(id, new Payment("p1", 1, "CNY"))))
                .isEqualTo(new Outcome.Refused(Reason.INVALID_REQUEST, "amountMinor"));
    }

    @Test
    void an_import_into_a_closed_sale_fails_with_the_reason() {
        open(Rule.ONE_PER_ITEM, 10);
        move(Move.CLOSE);

        assertThatThrownBy(() -> join(admin().importReservations(saleId, List.of(new Line(PHONE, shopper(1))))))
                .rootCause()
                .isInstanceOfSatisfying(
                        GridUnavailableException.class,
                        it -> assertThat(it.reason()).isEqualTo(Reason.WRONG_STATE));
    }
}
