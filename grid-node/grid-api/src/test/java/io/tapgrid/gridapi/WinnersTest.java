package io.tapgrid.gridapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WinnersTest {
    private static final SaleId SALE = new SaleId("S");
    private static final Sku ITEM = new Sku("A");

    private static Winners of(int shoppers) {
        long[] room = Winners.room(shoppers);
        IntStream.range(0, shoppers).forEach(i -> Winners.add(room, SALE, winner(i)));
        return Winners.of(room, 7, Map.of(ITEM, 3L));
    }

    private static Uid winner(int i) {
        return new Uid("winner-" + i);
    }

    @Test
    void nobody_who_won_is_ever_missing() {
        for (int shoppers : new int[] {1, 2, 7, 63, 1_000, 50_000}) {
            Winners winners = of(shoppers);

            assertThat(IntStream.range(0, shoppers)).allMatch(i -> winners.mayContain(SALE, winner(i)));
        }
    }

    @Test
    void hardly_anybody_who_did_not_win_is_taken_for_a_winner() {
        Winners winners = of(10_000);

        long wrong = IntStream.range(0, 100_000)
                .filter(i -> winners.mayContain(SALE, new Uid("loser-" + i)))
                .count();

        assertThat(wrong).isLessThan(2_000);
    }

    @Test
    void a_sale_without_winners_sends_nobody_to_the_grid() {
        Winners winners = of(0);

        assertThat(winners.mayContain(SALE, winner(0))).isFalse();
        assertThat(winners.closesOverItem(ITEM, 3)).isTrue();
    }

    @Test
    void it_closes_over_the_versions_it_was_collected_for_and_no_others() {
        Winners winners = of(1);

        assertThat(winners.closesOverItem(ITEM, 3)).isTrue();
        assertThat(winners.closesOverItem(ITEM, 4)).isFalse();
        assertThat(winners.closesOverItem(new Sku("B"), 3)).isFalse();
        assertThat(winners.closesOverSale(7)).isTrue();
        assertThat(winners.closesOverSale(8)).isFalse();
    }

    @Test
    void when_nothing_is_known_everybody_may_have_won_and_nothing_is_closed() {
        Winners unknown = Winners.unknown();

        assertThat(unknown.mayContain(SALE, winner(0))).isTrue();
        assertThat(unknown.closesOverSale(0)).isFalse();
        assertThat(unknown.closesOverItem(ITEM, 0)).isFalse();
    }

    @Test
    void what_was_sent_over_the_wire_says_the_same() {
        Winners winners = of(100);

        Winners received = Winners.of(winners.words(), winners.saleVersion(), winners.poolVersions());

        assertThat(IntStream.range(0, 2_000))
                .allMatch(i -> received.mayContain(SALE, winner(i)) == winners.mayContain(SALE, winner(i)));
    }
}
