package io.tapgrid.domain.sale;

import static io.tapgrid.domain.sale.ASale.CLOSES;
import static io.tapgrid.domain.sale.ASale.OPENS;
import static io.tapgrid.domain.sale.ASale.aSale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.sale.Lifecycle.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LifecycleTest {
    private static final Stock COLD = new Stock(false, false);
    private static final Stock WARM = new Stock(true, false);
    private static final Stock GONE = new Stock(true, true);
    private static final Instant WARMS = OPENS.minus(Duration.ofSeconds(60));
    private static final Duration MICRO = Duration.ofNanos(1_000);

    @Test
    void a_sale_warms_up_a_minute_before_it_opens() {
        assertThat(due(SaleState.SCHEDULED, COLD, WARMS.minus(MICRO))).isEmpty();
        assertThat(due(SaleState.SCHEDULED, COLD, WARMS)).contains(SaleState.WARMING);
    }

    @Test
    void another_lead_can_be_asked_for() {
        Lifecycle early = new Lifecycle(Duration.ofMinutes(5));

        assertThat(early.due(aSale().in(SaleState.SCHEDULED).get(), COLD, OPENS.minusSeconds(300)))
                .contains(SaleState.WARMING);
    }

    @Test
    void it_is_ready_once_the_stock_is_in_place_even_if_late() {
        assertThat(due(SaleState.WARMING, COLD, OPENS)).isEmpty();
        assertThat(due(SaleState.WARMING, WARM, WARMS)).contains(SaleState.READY);
        assertThat(due(SaleState.WARMING, WARM, OPENS.plusSeconds(9))).contains(SaleState.READY);
    }

    @Test
    void it_opens_at_its_instant_and_not_before() {
        assertThat(due(SaleState.READY, WARM, OPENS.minus(MICRO))).isEmpty();
        assertThat(due(SaleState.READY, WARM, OPENS)).contains(SaleState.OPEN);
    }

    @Test
    void it_is_sold_out_while_every_item_is() {
        assertThat(due(SaleState.OPEN, WARM, OPENS)).isEmpty();
        assertThat(due(SaleState.OPEN, GONE, OPENS)).contains(SaleState.SOLD_OUT);
        assertThat(due(SaleState.SOLD_OUT, GONE, OPENS)).isEmpty();
        assertThat(due(SaleState.SOLD_OUT, WARM, OPENS)).contains(SaleState.OPEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEDULED", "WARMING", "READY", "OPEN", "SOLD_OUT", "PAUSED"})
    void whatever_it_is_it_closes_at_its_end(SaleState state) {
        assertThat(due(state, WARM, CLOSES)).contains(SaleState.CLOSED);
        assertThat(due(state, WARM, CLOSES.minus(MICRO))).isNotEqualTo(Optional.of(SaleState.CLOSED));
    }

    @Test
    void the_clock_moves_neither_drafts_nor_paused_or_closed_sales() {
        assertThat(due(SaleState.DRAFT, WARM, CLOSES)).isEmpty();
        assertThat(due(SaleState.PAUSED, WARM, OPENS)).isEmpty();
        assertThat(due(SaleState.CLOSED, WARM, CLOSES)).isEmpty();
    }

    @Test
    void a_walk_that_comes_late_catches_up_arrow_by_arrow() {
        List<SaleState> walked = new ArrayList<>();
        Sale sale = aSale().in(SaleState.SCHEDULED).get();
        for (Optional<SaleState> due = Optional.of(sale.state()); due.isPresent(); ) {
            walked.add(sale.state());
            due = Lifecycle.DEFAULT.due(sale, WARM, OPENS.plusSeconds(1));
            sale = due.isPresent() ? sale.become(due.get()) : sale;
        }

        assertThat(walked).containsExactly(SaleState.SCHEDULED, SaleState.WARMING, SaleState.READY, SaleState.OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void whatever_is_due_there_is_an_arrow_to(SaleState state) {
        for (Stock stock : List.of(COLD, WARM, GONE)) {
            for (Instant now : List.of(WARMS, OPENS, CLOSES)) {
                assertThat(due(state, stock, now).stream()).allMatch(state::mayBecome);
            }
        }
    }

    private static Optional<SaleState> due(SaleState state, Stock stock, Instant now) {
        return Lifecycle.DEFAULT.due(aSale().in(state).get(), stock, now);
    }
}
