package io.tapgrid.testkit;

import static io.tapgrid.testkit.Fixtures.CASE;
import static io.tapgrid.testkit.Fixtures.PHONE;
import static io.tapgrid.testkit.Fixtures.cancel;
import static io.tapgrid.testkit.Fixtures.cart;
import static io.tapgrid.testkit.Fixtures.grab;
import static io.tapgrid.testkit.Fixtures.key;
import static io.tapgrid.testkit.Fixtures.pay;
import static io.tapgrid.testkit.Fixtures.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.Adjusted;
import io.tapgrid.gridapi.SaleAdmin.Applied;
import io.tapgrid.gridapi.SaleAdmin.AuditMark;
import io.tapgrid.gridapi.SaleAdmin.AuditPage;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleAdmin.Saved;
import io.tapgrid.gridapi.Winners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SaleAdmin} does for operators, and what the grid does by itself with the sales they made. Each test
 * makes a sale of its own, so one grid may serve all of them.
 */
public abstract class SaleAdminContract extends ContractSteps {
    // ---- the way of a sale

    @Test
    void a_new_sale_is_a_draft_that_nobody_can_grab_in() {
        create(Rule.ONE_PER_ITEM, 10);

        assertThat(card().sale().state()).isEqualTo(SaleState.DRAFT);
        assertRefused(decide(grab(saleId, PHONE, shopper(1), "k")), Reason.UNKNOWN_SALE);
    }

    @Test
    void a_scheduled_sale_opens_and_closes_by_itself() {
        create(Rule.ONE_PER_ITEM, 10);
        schedule();
        assertRefused(decide(grab(saleId, PHONE, shopper(1), "k")), Reason.NOT_STARTED);

        clock().set(card().sale().opensAt());
        awaitState(SaleState.OPEN);
        won(decide(grab(saleId, PHONE, shopper(1), "k")));

        clock().set(card().sale().closesAt());
        awaitState(SaleState.CLOSED);
        assertRefused(decide(grab(saleId, PHONE, shopper(2), "k")), Reason.SALE_ENDED);
    }

    @Test
    void a_paused_sale_sells_nothing_and_a_resumed_one_does() {
        open(Rule.ONE_PER_ITEM, 10);

        move(Move.PAUSE);
        awaitState(SaleState.PAUSED);
        assertRefused(decide(grab(saleId, PHONE, shopper(1), "k")), Reason.PAUSED);

        move(Move.RESUME);
        awaitState(SaleState.OPEN);
        won(decide(grab(saleId, PHONE, shopper(1), "k")));
    }

    @Test
    void while_paused_a_hold_can_be_carted_paid_and_given_back() {
        open(Rule.ONE_PER_ITEM, 10);
        PurchaseId first = won(decide(grab(saleId, PHONE, shopper(1), "k"))).id();
        PurchaseId second = won(decide(grab(saleId, PHONE, shopper(2), "k"))).id();
        move(Move.PAUSE);

        moved(decide(cart(first)));
        moved(decide(pay(first, "p1")));
        moved(decide(cancel(second)));

        assertThat(stock(PHONE, it -> it.paid() == 1 && it.held() == 0).holds()).isTrue();
    }

    @Test
    void a_closed_sale_cannot_be_resumed() {
        open(Rule.ONE_PER_ITEM, 10);
        move(Move.CLOSE);

        assertThat(admin().move(saleId, Move.RESUME, ACTOR))
                .isInstanceOfSatisfying(
                        Applied.Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.WRONG_STATE));
        move(Move.CLOSE);
    }

    @Test
    void a_hold_lives_on_after_the_sale_was_closed() {
        open(Rule.ONE_PER_ITEM, 10);
        PurchaseId id = won(decide(grab(saleId, PHONE, shopper(1), "k"))).id();
        move(Move.CLOSE);

        moved(decide(cart(id)));
        moved(decide(pay(id, "p1")));
    }

    @Test
    void an_unknown_sale_cannot_be_moved() {
        assertThat(admin().move(saleId, Move.PAUSE, ACTOR))
                .isInstanceOfSatisfying(
                        Applied.Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.UNKNOWN_SALE));
    }

    @Test
    void a_late_repeat_of_a_pause_does_not_pause_the_resumed_sale_again() {
        open(Rule.ONE_PER_ITEM, 10);
        Optional<RequestKey> first = Optional.of(key("m1"));
        assertThat(admin().move(saleId, Move.PAUSE, first, ACTOR))
                .isInstanceOfSatisfying(
                        Applied.Done.class, it -> assertThat(it.sale().state()).isEqualTo(SaleState.PAUSED));
        assertThat(admin().move(saleId, Move.RESUME, Optional.of(key("m2")), ACTOR))
                .isInstanceOf(Applied.Done.class);

        Applied repeat = admin().move(saleId, Move.PAUSE, first, ACTOR);
        Applied other = admin().move(saleId, Move.CLOSE, first, ACTOR);

        assertThat(repeat)
                .isInstanceOfSatisfying(
                        Applied.Done.class, it -> assertThat(it.sale().state()).isEqualTo(SaleState.OPEN));
        assertThat(other)
                .isInstanceOfSatisfying(
                        Applied.Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.KEY_REUSED));
        assertThat(card().sale().state()).isEqualTo(SaleState.OPEN);
    }

    // ---- writing a sale

    @Test
    void saving_the_same_again_changes_nothing() {
        Sale sale = create(Rule.ONE_PER_ITEM, 10);

        Saved again = admin().save(sale, items(10), ACTOR);

        assertThat(again).isInstanceOfSatisfying(Saved.Done.class, it -> {
            assertThat(it.created()).isFalse();
            assertThat(it.changed()).isFalse();
            assertThat(it.sale().version()).isEqualTo(1);
        });
    }

    @Test
    void a_change_must_be_based_on_the_present_version() {
        Sale sale = create(Rule.ONE_PER_ITEM, 10);
        Sale renamed = renamed(sale);
        assertThat(admin().save(renamed, items(10), ACTOR)).isInstanceOf(Saved.Done.class);

        Saved late = admin().save(withRule(sale, Rule.UNLIMITED), items(10), ACTOR);

        assertThat(late)
                .isInstanceOfSatisfying(
                        Saved.Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.WRONG_STATE));
        assertThat(card().sale().names()).containsEntry("en", "Another day");
    }

    @Test
    void stock_is_not_changed_by_saving() {
        Sale sale = create(Rule.ONE_PER_ITEM, 10);

        assertThat(admin().save(renamed(sale), items(11), ACTOR))
                .isInstanceOfSatisfying(
                        Saved.Refused.class, it -> assertThat(it.message()).contains("stock"));
    }

    @Test
    void the_rule_of_an_open_sale_stays() {
        open(Rule.ONE_PER_ITEM, 10);
        Sale sale = card().sale();

        assertThat(admin().save(withRule(sale, Rule.UNLIMITED), items(10), ACTOR))
                .isInstanceOf(Saved.Refused.class);
    }

    @Test
    void every_change_is_in_the_audit() {
        create(Rule.ONE_PER_ITEM, 10);
        schedule();
        adjusted(adjust(PHONE, 5, "a1"));

        assertThat(audit())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(it -> it.actor().equals(ACTOR))
                .anyMatch(it -> it.action().equals("create"))
                .anyMatch(it -> it.action().equals("move"))
                .anyMatch(
                        it -> it.action().equals("adjust-stock") && it.subject().endsWith(PHONE.value()));
    }

    @Test
    void the_audit_tells_what_the_items_were_and_what_they_became() {
        Sale sale = create(Rule.ONE_PER_ITEM, 4_711);
        assertThat(audit("create").after()).contains(PHONE.value(), CASE.value(), "4711", "CNY");

        Item cheaper = new Item(saleId, PHONE, 0, Map.of("en", "Cheaper phone"), 77, "CNY", 4_711, 1);
        assertThat(admin().save(renamed(sale), List.of(cheaper, items(4_711).get(1)), ACTOR))
                .isInstanceOf(Saved.Done.class);

        assertThat(audit("change").before())
                .contains(Long.toString(items(1).get(0).priceMinor()))
                .doesNotContain("Cheaper phone");
        assertThat(audit("change").after()).contains("Cheaper phone", "77");
    }

    @Test
    void the_audit_is_read_page_by_page_though_all_of_it_is_of_one_instant() {
        List<String> subjects =
                IntStream.range(0, 7).mapToObj(it -> saleId + "/" + it).toList();
        Instant at = clock().instant();
        subjects.forEach(subject -> admin().record(new AuditRow(at, ACTOR, "test", subject, "", "")));

        List<AuditRow> rows = new ArrayList<>();
        Optional<AuditMark> next = Optional.of(AuditMark.of(at.plusSeconds(1)));
        while (next.isPresent()) {
            AuditPage page = admin().audit(next.get(), 3);
            assertThat(page.rows()).isNotEmpty().hasSizeLessThanOrEqualTo(3);
            rows.addAll(page.rows());
            next = page.next();
        }

        assertThat(rows.stream().map(AuditRow::subject).filter(subjects::contains))
                .containsExactlyInAnyOrderElementsOf(subjects);
        assertThat(rows).isSortedAccordingTo(Comparator.comparing(AuditRow::at).reversed());
    }

    private AuditRow audit(String action) {
        return audit().stream()
                .filter(it -> it.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    /** This sale's part of the audit. */
    private List<AuditRow> audit() {
        return admin().audit(AuditMark.of(Instant.parse("9999-01-01T00:00:00Z")), 1_000).rows().stream()
                .filter(it -> it.subject().contains(saleId.value()))
                .toList();
    }

    // ---- stock

    @Test
    void seven_units_find_seven_shoppers_and_no_more() {
        open(Rule.ONE_PER_ITEM, 7);

        Map<Class<?>, Integer> outcomes = grabAll(PHONE, 64);

        assertThat(outcomes).containsEntry(Outcome.Won.class, 7);
        awaitSoldOut(PHONE, true);
        assertRefused(decide(grab(saleId, PHONE, shopper(1_000), "k")), Reason.SOLD_OUT);
        assertThat(stock(PHONE, it -> it.held() == 7).holds()).isTrue();
    }

    @Test
    void a_unit_in_a_cart_is_counted_apart_from_those_that_are_held_until_it_is_paid_or_given_back() {
        open(Rule.ONE_PER_ITEM, 10);
        List<PurchaseId> won = IntStream.range(0, 4)
                .mapToObj(
                        it -> won(decide(grab(saleId, PHONE, shopper(it), "k"))).id())
                .toList();

        won.subList(0, 3).forEach(id -> moved(decide(cart(id))));
        assertThat(stock(PHONE, it -> it.held() == 1 && it.carted() == 3).holds())
                .isTrue();

        moved(decide(pay(won.get(0), "p1")));
        moved(decide(cancel(won.get(1))));
        assertThat(stock(PHONE, it -> it.held() == 1 && it.carted() == 1 && it.paid() == 1)
                        .holds())
                .isTrue();
    }

    @Test
    void every_unit_is_sold_while_demand_lasts() {
        open(Rule.ONE_PER_ITEM, 500);

        Map<Class<?>, Integer> outcomes = grabAll(PHONE, 700);

        assertThat(outcomes).containsEntry(Outcome.Won.class, 500);
        assertThat(stock(PHONE, it -> it.held() == 500).holds()).isTrue();
    }

    @Test
    void who_won_is_on_the_board_once_the_item_is_sold_out() {
        open(Rule.ONE_PER_ITEM, 2);
        won(decide(grab(saleId, PHONE, shopper(1), "k")));
        won(decide(grab(saleId, PHONE, shopper(2), "k")));
        awaitSoldOut(PHONE, true);

        eventually(
                "the winners are collected",
                () -> shown().filter(card -> card.winners()
                                .closesOverItem(
                                        PHONE, card.item(PHONE).orElseThrow().poolVersion()))
                        .isPresent());

        Winners winners = shown().orElseThrow().winners();
        assertThat(winners.mayContain(saleId, shopper(1))).isTrue();
        assertThat(winners.mayContain(saleId, shopper(2))).isTrue();
    }

    @Test
    void who_won_is_on_the_board_once_the_sale_is_paused() {
        open(Rule.ONE_PER_ITEM, 10);
        won(decide(grab(saleId, PHONE, shopper(1), "k")));
        move(Move.PAUSE);

        eventually(
                "the winners are collected",
                () -> shown().filter(card ->
                                card.winners().closesOverSale(card.sale().version()))
                        .isPresent());

        assertThat(shown().orElseThrow().winners().mayContain(saleId, shopper(1)))
                .isTrue();
    }

    @Test
    void a_sale_whose_items_are_all_gone_is_sold_out_and_open_again_when_stock_is_added() {
        open(Rule.UNLIMITED, 1);
        won(decide(grab(saleId, PHONE, shopper(1), "k1")));
        won(decide(grab(saleId, CASE, shopper(1), "k2")));
        awaitSoldOut(PHONE, true);
        awaitState(SaleState.SOLD_OUT);

        adjusted(adjust(PHONE, 3, "a1"));

        awaitState(SaleState.OPEN);
        won(decide(grab(saleId, PHONE, shopper(1), "k3")));
    }

    @Test
    void an_adjustment_is_made_once_however_often_it_is_asked_for() {
        open(Rule.ONE_PER_ITEM, 10);

        adjusted(adjust(PHONE, 5, "a1"));
        Adjusted.Done again = adjusted(adjust(PHONE, 5, "a1"));

        assertThat(again.added()).isEqualTo(5);
        assertThat(adjust(PHONE, 6, "a1"))
                .isInstanceOfSatisfying(
                        Adjusted.Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.KEY_REUSED));
        assertThat(stock(PHONE, it -> it.added() == 5).holds()).isTrue();
    }

    @Test
    void a_withdrawal_takes_all_it_asks_for_or_nothing() {
        open(Rule.ONE_PER_ITEM, 1_000);
        won(decide(grab(saleId, PHONE, shopper(1), "k")));

        assertThat(adjust(PHONE, -1_000, "a1"))
                .isInstanceOfSatisfying(
                        Adjusted.Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.INSUFFICIENT_STOCK));
        assertThat(adjusted(adjust(PHONE, -999, "a2")).withdrawn()).isEqualTo(999);

        assertThat(stock(PHONE, it -> it.withdrawn() == 999).holds()).isTrue();
        awaitSoldOut(PHONE, true);
    }

    @Test
    void an_adjustment_of_nothing_or_of_too_much_is_invalid() {
        open(Rule.ONE_PER_ITEM, 10);

        for (long delta : new long[] {0, 1_000_000_001L, -1_000_000_001L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(adjust(PHONE, delta, "a" + delta))
                    .isInstanceOfSatisfying(
                            Adjusted.Refused.class,
                            it -> assertThat(it.reason()).isEqualTo(Reason.INVALID_REQUEST));
        }
    }
}
