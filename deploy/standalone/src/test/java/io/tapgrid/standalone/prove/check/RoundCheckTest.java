package io.tapgrid.standalone.prove.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.standalone.prove.traffic.Acknowledgement;
import io.tapgrid.standalone.prove.traffic.SaleTerms;
import io.tapgrid.standalone.prove.traffic.SaleTerms.RuleKind;
import io.tapgrid.standalone.prove.traffic.Wishes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A round in which one thing is not as it should be, and what the check says of it. */
class RoundCheckTest {
    private final Facts facts = new Facts();

    @Test
    void a_round_of_which_everything_is_true_has_no_findings() {
        facts.held("u1", "k1", "S~0~u1");
        facts.wishes.add(Wishes.won("u1", "k1", "S~0~u1", "HELD"));
        facts.wishes.add(Wishes.refused("u2", "k2"));
        assertThat(facts.check().examples()).isEmpty();
    }

    @Test
    void an_acknowledged_purchase_that_is_not_there_is_lost() {
        facts.wishes.add(Wishes.won("u1", "k1", "S~0~u1", "HELD"));
        assertBroken(Promise.NEVER_LOST);
    }

    @Test
    void a_purchase_that_belongs_to_another_key_than_was_said_is_lost() {
        facts.held("u1", "another", "S~0~u1");
        facts.wishes.add(Wishes.won("u1", "k1", "S~0~u1", "HELD"));
        assertBroken(Promise.NEVER_LOST);
    }

    @Test
    void a_payment_that_was_acknowledged_and_is_gone_is_lost() {
        facts.held("u1", "k1", "S~0~u1");
        facts.wishes.add(Wishes.won("u1", "k1", "S~0~u1", "PAID"));
        assertBroken(Promise.NEVER_LOST);
    }

    @Test
    void one_key_with_two_purchases_is_twice() {
        facts.under(RuleKind.UNLIMITED);
        facts.held("u1", "k1", "S~0~u1");
        facts.held("u1", "k1", "S~1~u1");
        assertBroken(Promise.NEVER_TWICE);
    }

    @Test
    void a_key_that_was_refused_and_won_all_the_same_is_found() {
        facts.held("u1", "k1", "S~0~u1");
        facts.wishes.add(Wishes.refused("u1", "k1"));
        assertBroken(Promise.NEVER_TWICE);
    }

    @Test
    void a_key_that_won_unheard_before_a_repeat_was_refused_is_no_lie() {
        facts.held("u1", "k1", "S~0~u1");
        facts.wishes.add(Wishes.refusedAfterSilence("u1", "k1"));
        assertThat(facts.check().examples()).isEmpty();
    }

    @Test
    void a_key_that_is_refused_at_rest_has_no_purchase() {
        facts.held("u1", "k1", "S~0~u1");
        facts.wishes.add(Wishes.refusedAtRest("u1", "k1"));
        assertBroken(Promise.NEVER_TWICE);
    }

    @Test
    void more_at_once_than_the_rule_allows_is_found() {
        facts.held("u1", "k1", "S~0~u1");
        facts.held("u1", "k2", "S~1~u1");
        assertBroken(Promise.RULE_KEPT);
    }

    @Test
    void a_purchase_without_a_reservation_is_found() {
        facts.held("x1", "k1", "S~0~x1");
        facts.wishes.add(Wishes.unreserved("x1", "k0"));
        assertBroken(Promise.RULE_KEPT);
    }

    @Test
    void a_slice_that_gave_more_than_it_had_is_oversold() {
        for (int i = 0; i < 11; i++) {
            facts.held("u" + i, "k" + i, "S~0~u" + i);
        }
        assertBroken(Promise.NEVER_OVERSOLD);
    }

    @Test
    void a_pool_that_granted_more_than_it_had_is_oversold() {
        facts.event(9, "POOL_GRANTED", SaleTerms.WIDE, 91);
        assertBroken(Promise.NEVER_OVERSOLD);
    }

    @Test
    void units_that_arrived_nowhere_break_the_law() {
        facts.event(9, "POOL_GRANTED", SaleTerms.WIDE, 3);
        assertBroken(Promise.CONSERVATION);
    }

    @Test
    void a_purchase_before_the_opening_is_found() {
        facts.held("u1", "k1", "S~0~u1");
        PurchaseRow early = Facts.row("u1", "k1", "S~0~u1", "HELD", Facts.NOON.minusMillis(1));
        facts.grid.set(0, early);
        facts.mysql.set(0, early);
        assertBroken(Promise.IN_TIME);
    }

    @Test
    void a_purchase_at_the_closing_is_found() {
        facts.held("u1", "k1", "S~0~u1");
        PurchaseRow late = Facts.row("u1", "k1", "S~0~u1", "HELD", Facts.NOON.plusSeconds(180));
        facts.grid.set(0, late);
        facts.mysql.set(0, late);
        assertBroken(Promise.IN_TIME);
    }

    @Test
    void an_acknowledgement_without_a_majority_is_found_where_there_was_none() {
        facts.withoutMajority.add(new Interval(1_000, 9_000, Set.of(0), "halves"));
        facts.acknowledgements.add(new Acknowledgement(2_000, 3_000, 1));
        facts.acknowledgements.add(new Acknowledgement(500, 3_000, 0));
        facts.acknowledgements.add(new Acknowledgement(8_000, 9_500, 0));
        assertThat(facts.check().examples()).isEmpty();
        facts.acknowledgements.add(new Acknowledgement(2_000, 3_000, 0));
        assertBroken(Promise.MAJORITY);
    }

    @Test
    void a_row_that_mysql_lacks_is_found_unless_it_was_made_to_refuse_it() {
        facts.held("u1", "k1", "S~0~u1");
        facts.mysql.clear();
        facts.deadLetters.add("S~0~u1");
        assertThat(facts.check().examples()).isEmpty();
        facts.deadLetters.clear();
        assertBroken(Promise.GRID_IS_MYSQL);
    }

    @Test
    void a_row_that_mysql_has_otherwise_is_found() {
        facts.held("u1", "k1", "S~0~u1");
        facts.mysql.set(0, Facts.row("u1", "k1", "S~0~u1", "CARTED", Facts.NOON.plusSeconds(1)));
        assertBroken(Promise.GRID_IS_MYSQL);
    }

    @Test
    void a_row_that_mysql_has_alone_is_found() {
        facts.mysql.add(Facts.row("u1", "k1", "S~0~u1", "HELD", Facts.NOON.plusSeconds(1)));
        assertBroken(Promise.GRID_IS_MYSQL);
    }

    @Test
    void a_step_that_no_arrow_leads_to_is_found() {
        facts.row("u1", "k1", "S~0~u1", "PAID");
        facts.step("UNIT_HELD", "u1", "S~0~u1");
        facts.step("UNIT_PAID", "u1", "S~0~u1");
        assertBroken(Promise.ARROWS);
    }

    @Test
    void a_step_that_is_in_the_ledger_twice_is_found() {
        facts.held("u1", "k1", "S~0~u1");
        facts.step("UNIT_HELD", "u1", "S~0~u1");
        assertBroken(Promise.ARROWS);
    }

    @Test
    void what_shoppers_complained_about_is_passed_on() {
        facts.complaints.add("a repeat of a win was refused");
        assertThat(facts.check().examples())
                .isEqualTo(List.of("answers that agree with each other: a repeat of a win was refused"));
    }

    private void assertBroken(Promise promise) {
        assertThat(facts.check().counts()).containsKey(promise);
    }
}
