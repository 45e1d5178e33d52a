package io.tapgrid.domain.sale;

import static io.tapgrid.domain.sale.ASale.CLOSES;
import static io.tapgrid.domain.sale.ASale.OPENS;
import static io.tapgrid.domain.sale.ASale.aSale;
import static io.tapgrid.domain.sale.ASale.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.ChangeRules.Objection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChangeRulesTest {
    private static final Item PHONE = item("PHONE", 10, 500);
    private static final Item CASE = item("CASE", 20, 50);
    private static final Instant NOW = OPENS.plusSeconds(60);

    // ---- creating

    @Test
    void a_new_sale_is_a_draft_of_version_one() {
        assertThat(ChangeRules.toCreation(aSale().get(), List.of(PHONE))).isEmpty();
        assertObjection(ChangeRules.toCreation(aSale().at(2).get(), List.of(PHONE)), Reason.INVALID_REQUEST, "version");
        assertObjection(
                ChangeRules.toCreation(aSale().in(SaleState.OPEN).get(), List.of(PHONE)),
                Reason.INVALID_REQUEST,
                "version");
    }

    @Test
    void a_sale_has_items_each_once_and_not_too_many() {
        assertObjection(ChangeRules.toCreation(aSale().get(), List.of()), Reason.INVALID_REQUEST, "items");
        assertObjection(ChangeRules.toCreation(aSale().get(), List.of(PHONE, PHONE)), Reason.INVALID_REQUEST, "sku");
        assertObjection(ChangeRules.toCreation(aSale().get(), many(1_001)), Reason.INVALID_REQUEST, "items");
        assertThat(ChangeRules.toCreation(aSale().get(), many(Limits.ITEMS_PER_SALE_MAX)))
                .isEmpty();
    }

    @Test
    void an_item_of_another_sale_is_refused() {
        Item foreign = new Item(new SaleId("OTHER"), new Sku("PHONE"), 0, Map.of("en", "x"), 1, "CNY", 1, 1);

        assertObjection(ChangeRules.toCreation(aSale().get(), List.of(foreign)), Reason.INVALID_REQUEST, "sku");
    }

    // ---- changing

    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "SCHEDULED"})
    void until_it_is_scheduled_everything_but_the_stock_may_change(SaleState state) {
        ASale sale = aSale().in(state);
        Terms before = new Terms(sale.get(), List.of(PHONE));

        assertThat(change(before, sale.with(Rule.UNLIMITED), item("PHONE", 10, 600), CASE))
                .isEmpty();
        assertObjection(change(before, sale.named("x"), item("PHONE", 11, 500)), Reason.WRONG_STATE, "stock");
        assertObjection(change(before, sale.named("x"), CASE), Reason.WRONG_STATE, "items");
    }

    @ParameterizedTest
    @EnumSource(names = {"WARMING", "READY", "OPEN", "SOLD_OUT", "PAUSED"})
    void past_that_only_names_and_the_end_may(SaleState state) {
        ASale sale = aSale().in(state);
        Terms before = new Terms(sale.get(), List.of(PHONE));

        assertThat(change(before, sale.named("Another").closing(CLOSES.plusSeconds(60)), PHONE))
                .isEmpty();
        assertObjection(change(before, sale.with(Rule.UNLIMITED), PHONE), Reason.WRONG_STATE, "sale");
        assertObjection(change(before, sale.named("x"), item("PHONE", 10, 600)), Reason.WRONG_STATE, "sale");
        assertObjection(change(before, sale.named("x"), PHONE, CASE), Reason.WRONG_STATE, "sale");
    }

    @Test
    void the_end_moves_neither_into_the_past_nor_after_it_has_come() {
        Terms open = new Terms(aSale().in(SaleState.OPEN).get(), List.of(PHONE));
        assertObjection(change(open, aSale().in(SaleState.OPEN).closing(NOW), PHONE), Reason.WRONG_STATE, "closesAt");
        assertThat(change(open, aSale().in(SaleState.OPEN).closing(NOW.plusNanos(1_000)), PHONE))
                .isEmpty();

        Terms closed = new Terms(aSale().in(SaleState.CLOSED).get(), List.of(PHONE));
        ASale longer = aSale().in(SaleState.CLOSED).closing(CLOSES.plusSeconds(60));
        assertObjection(change(closed, longer, PHONE), Reason.WRONG_STATE, "closesAt");
        assertThat(change(closed, aSale().in(SaleState.CLOSED).named("x"), PHONE))
                .isEmpty();
    }

    @Test
    void a_change_is_based_on_what_is_there() {
        Terms before = new Terms(aSale().at(4).get(), List.of(PHONE));

        assertObjection(
                ChangeRules.toChange(before, new Terms(aSale().at(4).named("x").get(), List.of(PHONE)), NOW),
                Reason.WRONG_STATE,
                "version");
        assertObjection(
                ChangeRules.toChange(before, new Terms(aSale().at(6).named("x").get(), List.of(PHONE)), NOW),
                Reason.WRONG_STATE,
                "version");
    }

    @Test
    void a_state_is_not_written() {
        Terms before = new Terms(aSale().get(), List.of(PHONE));

        assertObjection(change(before, aSale().in(SaleState.OPEN), PHONE), Reason.WRONG_STATE, "state");
    }

    @Test
    void the_same_again_says_the_same_whatever_its_version() {
        Terms before = new Terms(aSale().at(4).get(), List.of(PHONE.withVersion(3)));

        assertThat(before.saysTheSame(new Terms(aSale().at(1).get(), List.of(PHONE))))
                .isTrue();
        assertThat(before.saysTheSame(new Terms(aSale().at(4).named("x").get(), List.of(PHONE))))
                .isFalse();
    }

    @Test
    void a_changed_item_gets_the_next_version_and_the_others_keep_theirs() {
        Terms before = new Terms(aSale().get(), List.of(PHONE.withVersion(3), CASE.withVersion(7)));
        Terms after = new Terms(aSale().at(2).get(), List.of(item("PHONE", 10, 600), CASE, item("NEW", 1, 1)));

        assertThat(ChangeRules.itemsAfter(before, after))
                .containsExactly(
                        item("PHONE", 10, 600).withVersion(4),
                        CASE.withVersion(7),
                        item("NEW", 1, 1).withVersion(1));
    }

    private static Optional<Objection> change(Terms before, ASale sale, Item... items) {
        return ChangeRules.toChange(before, new Terms(sale.at(2).get(), List.of(items)), NOW);
    }

    private static List<Item> many(int count) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(item("S" + i, 1, 1));
        }
        return items;
    }

    private static void assertObjection(Optional<Objection> objection, Reason reason, String field) {
        assertThat(objection).hasValueSatisfying(it -> {
            assertThat(it.reason()).isEqualTo(reason);
            assertThat(it.message()).startsWith(field + ": ");
        });
    }
}
