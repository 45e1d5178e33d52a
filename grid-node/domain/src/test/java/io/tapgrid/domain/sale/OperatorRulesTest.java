package io.tapgrid.domain.sale;

import static io.tapgrid.domain.sale.ASale.CLOSES;
import static io.tapgrid.domain.sale.ASale.OPENS;
import static io.tapgrid.domain.sale.ASale.aSale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OperatorRulesTest {
    private static final Instant BEFORE = OPENS.minusSeconds(10);

    @Test
    void a_draft_is_scheduled_while_its_end_is_ahead() {
        assertThat(OperatorRules.schedule(sale(SaleState.DRAFT), BEFORE)).contains(SaleState.SCHEDULED);
        assertThat(OperatorRules.schedule(sale(SaleState.DRAFT), CLOSES)).isEmpty();
        assertThat(OperatorRules.schedule(sale(SaleState.SCHEDULED), BEFORE)).contains(SaleState.SCHEDULED);
        assertThat(OperatorRules.schedule(sale(SaleState.OPEN), OPENS)).isEmpty();
    }

    @Test
    void what_is_ready_or_sells_can_be_paused_and_pausing_twice_is_harmless() {
        Set<SaleState> pausable = EnumSet.of(SaleState.READY, SaleState.OPEN, SaleState.SOLD_OUT, SaleState.PAUSED);
        for (SaleState state : SaleState.values()) {
            assertThat(OperatorRules.pause(sale(state)))
                    .as(state.name())
                    .isEqualTo(pausable.contains(state) ? Optional.of(SaleState.PAUSED) : Optional.empty());
        }
    }

    @Test
    void a_resumed_sale_is_open_or_ready_as_its_time_says() {
        assertThat(OperatorRules.resume(sale(SaleState.PAUSED), OPENS)).contains(SaleState.OPEN);
        assertThat(OperatorRules.resume(sale(SaleState.PAUSED), BEFORE)).contains(SaleState.READY);
    }

    @Test
    void resuming_what_is_not_paused_leaves_it_as_it_is() {
        assertThat(OperatorRules.resume(sale(SaleState.OPEN), OPENS)).contains(SaleState.OPEN);
        assertThat(OperatorRules.resume(sale(SaleState.SOLD_OUT), OPENS)).contains(SaleState.SOLD_OUT);
        assertThat(OperatorRules.resume(sale(SaleState.CLOSED), OPENS)).isEmpty();
        assertThat(OperatorRules.resume(sale(SaleState.SCHEDULED), OPENS)).isEmpty();
    }

    @Test
    void everything_but_a_draft_can_be_closed() {
        for (SaleState state : SaleState.values()) {
            assertThat(OperatorRules.close(sale(state)))
                    .as(state.name())
                    .isEqualTo(state == SaleState.DRAFT ? Optional.empty() : Optional.of(SaleState.CLOSED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void wherever_an_operator_leads_a_sale_there_is_an_arrow(SaleState state) {
        List<Optional<SaleState>> targets = List.of(
                OperatorRules.schedule(sale(state), BEFORE),
                OperatorRules.pause(sale(state)),
                OperatorRules.resume(sale(state), OPENS),
                OperatorRules.close(sale(state)));

        assertThat(targets.stream().flatMap(Optional::stream))
                .allMatch(target -> target == state || state.mayBecome(target));
    }

    @Test
    void every_state_can_be_reached_and_all_but_the_last_can_be_left() {
        Set<SaleState> reached = EnumSet.of(SaleState.DRAFT);
        for (SaleState state : SaleState.values()) {
            reached.addAll(state.next());
            assertThat(state.next().isEmpty()).isEqualTo(state == SaleState.CLOSED);
        }
        assertThat(reached).containsExactlyInAnyOrder(SaleState.values());
    }

    @Test
    void a_sale_does_not_move_where_no_arrow_leads() {
        assertThatThrownBy(() -> sale(SaleState.CLOSED).become(SaleState.OPEN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CLOSED cannot become OPEN");
        assertThat(sale(SaleState.OPEN).become(SaleState.PAUSED).version()).isEqualTo(2);
    }

    private static Sale sale(SaleState state) {
        return aSale().in(state).get();
    }
}
