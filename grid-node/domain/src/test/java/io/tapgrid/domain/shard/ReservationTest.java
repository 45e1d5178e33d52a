package io.tapgrid.domain.shard;

import static io.tapgrid.domain.shard.TestShard.ANN;
import static io.tapgrid.domain.shard.TestShard.BOB;
import static io.tapgrid.domain.shard.TestShard.CASE;
import static io.tapgrid.domain.shard.TestShard.MICRO;
import static io.tapgrid.domain.shard.TestShard.OPENS;
import static io.tapgrid.domain.shard.TestShard.PHONE;
import static io.tapgrid.domain.shard.TestShard.SALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReservationTest {
    private final TestShard shard =
            new TestShard().forReserved().in(SaleState.SCHEDULED).at(OPENS.minusSeconds(60));

    @Test
    void a_shopper_reserves_once() {
        Reservation made = new Reservation(SALE, PHONE, ANN, shard.now(), Reservation.Source.SHOPPER);

        assertThat(shard.reserve(ANN, PHONE)).isEqualTo(new Outcome.Reserved(made, true));
        assertThat(shard.at(OPENS.minus(MICRO)).reserve(ANN, PHONE)).isEqualTo(new Outcome.Reserved(made, false));
        assertThat(shard.reservation(SALE, PHONE, ANN)).contains(made);
        assertThat(shard.reservation(SALE, CASE, ANN)).isEmpty();
    }

    @Test
    void nobody_reserves_once_the_sale_is_open_or_closed() {
        shard.reserve(ANN, PHONE);

        assertRefused(shard.in(SaleState.CLOSED).reserve(BOB, PHONE), Reason.WRONG_STATE);
        assertRefused(shard.in(SaleState.READY).at(OPENS).reserve(BOB, PHONE), Reason.WRONG_STATE);
        assertRefused(shard.reserve(ANN, PHONE), Reason.WRONG_STATE);
    }

    @Test
    void nobody_reserves_where_none_is_needed() {
        TestShard open = new TestShard().in(SaleState.SCHEDULED).at(OPENS.minusSeconds(60));

        assertRefused(open.reserve(ANN, PHONE), Reason.WRONG_STATE);
    }

    @Test
    void while_a_sale_is_paused_before_its_start_one_may_reserve() {
        assertThat(shard.in(SaleState.PAUSED).reserve(ANN, PHONE)).isInstanceOf(Outcome.Reserved.class);
    }

    @Test
    void a_draft_is_unknown_to_shoppers_and_takes_a_list_of_its_operator() {
        shard.in(SaleState.DRAFT);

        assertRefused(shard.reserve(ANN, PHONE), Reason.UNKNOWN_SALE);
        assertThat(importOf(new Line(PHONE, ANN))).isEqualTo(new Outcome.Imported(1, 0));
    }

    @Test
    void an_item_that_is_not_there_is_unknown() {
        assertRefused(shard.reserve(ANN, new Sku("OTHER")), Reason.UNKNOWN_ITEM);
    }

    @Test
    void a_list_only_adds_and_counts_what_stood_already() {
        shard.reserve(ANN, PHONE);

        Outcome outcome =
                importOf(new Line(PHONE, ANN), new Line(PHONE, BOB), new Line(CASE, BOB), new Line(CASE, BOB));

        assertThat(outcome).isEqualTo(new Outcome.Imported(2, 2));
        assertThat(shard.reservation(SALE, PHONE, ANN).orElseThrow().source()).isEqualTo(Reservation.Source.SHOPPER);
        assertThat(shard.reservation(SALE, CASE, BOB).orElseThrow().source()).isEqualTo(Reservation.Source.IMPORT);
    }

    @Test
    void a_list_is_taken_while_the_sale_is_open_and_not_once_it_is_closed() {
        shard.in(SaleState.OPEN).at(OPENS);
        assertThat(importOf(new Line(PHONE, ANN))).isEqualTo(new Outcome.Imported(1, 0));

        shard.in(SaleState.CLOSED);
        assertRefused(importOf(new Line(PHONE, BOB)), Reason.WRONG_STATE);
    }

    @Test
    void a_list_with_an_unknown_item_or_sale_adds_nothing() {
        assertRefused(importOf(new Line(PHONE, ANN), new Line(new Sku("OTHER"), BOB)), Reason.UNKNOWN_ITEM);
        assertThat(shard.reservation(SALE, PHONE, ANN)).isEmpty();

        ShardCommand elsewhere = new ImportReservations(new SaleId("OTHER"), 0, List.of(new Line(PHONE, ANN)));
        assertRefused(shard.decide(elsewhere).outcome(), Reason.UNKNOWN_SALE);
    }

    private Outcome importOf(Line... lines) {
        return shard.decide(new ImportReservations(SALE, 0, List.of(lines))).outcome();
    }

    private static void assertRefused(Outcome outcome, Reason reason) {
        assertThat(outcome).isEqualTo(new Outcome.Refused(reason));
    }
}
