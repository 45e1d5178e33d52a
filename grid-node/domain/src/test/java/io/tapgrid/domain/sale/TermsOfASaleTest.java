package io.tapgrid.domain.sale;

import static io.tapgrid.domain.sale.ASale.CLOSES;
import static io.tapgrid.domain.sale.ASale.OPENS;
import static io.tapgrid.domain.sale.ASale.aSale;
import static io.tapgrid.domain.sale.ASale.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.domain.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TermsOfASaleTest {
    @Test
    void a_rule_is_written_and_read_back() {
        for (Rule rule : List.of(Rule.UNLIMITED, Rule.ONE_ITEM_PER_SALE, Rule.ONE_PER_ITEM, Rule.perItem(3))) {
            assertThat(Rule.parse(rule.text())).isEqualTo(rule);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ONE", "PER_ITEM", "PER_ITEM:", "PER_ITEM:0", "PER_ITEM:101", "PER_ITEM:x", "unlimited"})
    void what_is_no_rule(String text) {
        assertThatThrownBy(() -> Rule.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_sale_is_on_from_its_start_until_just_before_its_end() {
        Sale sale = aSale().get();

        assertThat(sale.isOn(OPENS.minusNanos(1))).isFalse();
        assertThat(sale.isOn(OPENS)).isTrue();
        assertThat(sale.isOn(CLOSES.minusNanos(1))).isTrue();
        assertThat(sale.isOn(CLOSES)).isFalse();
    }

    @Test
    void a_sale_ends_after_it_begins() {
        assertThatThrownBy(() -> aSale().closing(OPENS).get()).hasMessageStartingWith("closesAt: ");
    }

    @Test
    void the_times_of_a_sale_have_microseconds() {
        Instant end = CLOSES.plusNanos(1_999);

        assertThat(aSale().closing(end).get().closesAt()).isEqualTo(CLOSES.plusNanos(1_000));
    }

    @Test
    void a_hold_lasts_from_a_second_to_thirty_days_in_whole_milliseconds() {
        assertThat(holding(Limits.HOLD_MIN).holdFor()).isEqualTo(Limits.HOLD_MIN);
        assertThat(holding(Limits.HOLD_MAX).holdFor()).isEqualTo(Limits.HOLD_MAX);
        for (Duration wrong : List.of(
                Duration.ZERO,
                Duration.ofMillis(999),
                Limits.HOLD_MAX.plusMillis(1),
                Duration.ofSeconds(-5),
                Duration.ofSeconds(5, 1))) {
            assertThatThrownBy(() -> holding(wrong)).as(wrong.toString()).hasMessageStartingWith("holdFor: ");
        }
    }

    @Test
    void an_item_has_no_negative_stock_or_price() {
        assertThatThrownBy(() -> item("PHONE", -1, 5)).hasMessageStartingWith("stock: ");
        assertThatThrownBy(() -> item("PHONE", Limits.UNITS_MAX + 1, 5)).hasMessageStartingWith("stock: ");
        assertThatThrownBy(() -> item("PHONE", 1, -5)).hasMessageStartingWith("priceMinor: ");
        assertThat(item("PHONE", 0, 0).stock()).isZero();
    }

    private static Sale holding(Duration holdFor) {
        Rule rule = Rule.UNLIMITED;
        return new Sale(
                ASale.ID, Map.of(), OPENS, CLOSES, false, rule, holdFor, Duration.ofMinutes(1), SaleState.DRAFT, 1);
    }
}
