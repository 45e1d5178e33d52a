package io.tapgrid.web.admission;

import static io.tapgrid.web.Sales.aSale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.gridapi.Winners;
import io.tapgrid.web.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts what reaches the grid: an answer without it is right only where nobody can have won. */
final class LocalRefusalsTest {
    private final AtomicInteger asked = new AtomicInteger();
    private UnaryOperator<Board> board = it -> it;
    private final Site site = Site.start(Map.of(), Watched::new);

    @AfterEach
    void stop() {
        site.close();
    }

    /** A grid whose board can be changed on its way, and that counts the commands it is asked. */
    private final class Watched implements SaleGrid {
        private final SaleGrid grid;

        Watched(SaleGrid grid) {
            this.grid = grid;
        }

        @Override
        public Optional<Board> board() {
            return grid.board().map(board);
        }

        @Override
        public CompletionStage<Answer> decide(ShardCommand command) {
            asked.incrementAndGet();
            return grid.decide(command);
        }

        @Override
        public CompletionStage<Optional<Purchase>> purchase(PurchaseId id) {
            return grid.purchase(id);
        }

        @Override
        public CompletionStage<List<Purchase>> purchases(Uid uid) {
            return grid.purchases(uid);
        }

        @Override
        public CompletionStage<Optional<Reservation>> reservation(SaleId saleId, Sku sku, Uid uid) {
            return grid.reservation(saleId, sku, uid);
        }
    }

    private SaleId soldOut(String sale) {
        SaleId id = aSale(sale)
                .opening(site.clock.instant().minusSeconds(1))
                .with("A", 1)
                .with("B", 1)
                .scheduledIn(site.grid);
        site.grab(sale, "A", "winner").key("k").send().is(200);
        asked.set(0);
        return id;
    }

    private static UnaryOperator<Board> withWinners(UnaryOperator<Winners> change) {
        return board -> new Board(
                board.version(),
                board.readAt(),
                board.sales().stream()
                        .map(card -> new SaleCard(card.sale(), card.items(), change.apply(card.winners())))
                        .toList());
    }

    @Test
    void whoever_won_nothing_is_told_that_all_is_sold_without_the_grid() {
        soldOut("GONE");

        assertThat(site.grab("GONE", "A", "loser")
                        .key("k")
                        .send()
                        .isRefused(409, "sold-out")
                        .json())
                .containsEntry("layer", "admission");
        assertThat(asked).hasValue(0);
    }

    @Test
    void whoever_won_is_brought_to_the_grid_also_with_another_key_and_for_another_item() {
        soldOut("GONE");

        site.grab("GONE", "A", "winner").key("k").send().is(200);
        site.grab("GONE", "A", "winner").key("other").send().isRefused(409, "limit-reached");
        site.grab("GONE", "A", "winner").send().is(200);
        assertThat(asked).hasValue(3);
    }

    @Test
    void an_item_that_is_left_is_asked_for_at_the_grid() {
        soldOut("GONE");

        site.grab("GONE", "B", "loser").key("k").send().is(200);
        assertThat(asked).hasValue(1);
    }

    @Test
    void until_the_winners_are_known_everybody_is_brought_to_the_grid() {
        soldOut("GONE");
        board = withWinners(winners -> Winners.unknown());

        assertThat(site.grab("GONE", "A", "loser")
                        .key("k")
                        .send()
                        .isRefused(409, "sold-out")
                        .json())
                .containsEntry("layer", "grid");
        site.grab("GONE", "A", "winner").key("k").send().is(200);
        assertThat(asked).hasValue(2);
    }

    @Test
    void winners_of_an_earlier_version_of_the_pool_say_nothing_about_this_one() {
        soldOut("GONE");
        board = withWinners(winners -> Winners.of(winners.words(), 0, Map.of(new Sku("A"), 1L)));

        site.grab("GONE", "A", "loser").key("k").send().isRefused(409, "sold-out");
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_board_that_is_too_old_or_from_the_future_is_not_believed() {
        soldOut("GONE");
        for (Duration off : List.of(Duration.ofMillis(3_001), Duration.ofMillis(-3_001))) {
            board = it -> new Board(it.version(), it.readAt().minus(off), it.sales());
            site.grab("GONE", "A", "loser").key("k").send().isRefused(409, "sold-out");
        }
        assertThat(asked).hasValue(2);
        board = it -> new Board(it.version(), it.readAt().minus(Duration.ofMillis(3_000)), it.sales());
        site.grab("GONE", "A", "loser").key("k").send().isRefused(409, "sold-out");
        assertThat(asked).hasValue(2);
    }

    @Test
    void paused_and_ended_are_said_without_the_grid_to_whoever_won_nothing() {
        SaleId sale = soldOut("GONE");
        site.grid.admin().move(sale, Move.PAUSE, "test");

        site.grab("GONE", "B", "loser").key("k").send().isRefused(409, "paused");
        site.grid.admin().move(sale, Move.CLOSE, "test");
        site.grab("GONE", "B", "loser").key("k").send().isRefused(410, "sale-ended");
        assertThat(asked).hasValue(0);
        site.grab("GONE", "A", "winner").key("k").send().is(200);
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_pause_that_not_every_shard_has_heard_of_is_decided_at_the_grid() {
        SaleId sale = soldOut("GONE");
        site.grid.admin().move(sale, Move.PAUSE, "test");
        board = withWinners(winners -> Winners.of(winners.words(), winners.saleVersion() - 1, Map.of()));

        site.grab("GONE", "B", "loser").key("k").send().isRefused(409, "paused");
        assertThat(asked).hasValue(1);
    }

    @Test
    void long_before_the_opening_the_grid_is_not_asked_and_shortly_before_it_is() {
        aSale("SOON").opening(site.clock.instant().plusSeconds(60)).with("A", 1).scheduledIn(site.grid);

        site.grab("SOON", "A", "u1").key("k").send().isRefused(409, "not-started");
        assertThat(asked).hasValue(0);
        site.clock.advance(Duration.ofSeconds(55));
        site.grab("SOON", "A", "u1").key("k").send().isRefused(409, "not-started");
        assertThat(asked).hasValue(1);
    }

    @Test
    void what_the_board_does_not_know_is_asked_at_the_grid() {
        soldOut("GONE");
        board = it -> new Board(it.version(), it.readAt(), List.of());

        site.grab("GONE", "B", "loser").key("k").send().is(200);
        site.grab("NOWHERE", "A", "loser").key("k").send().isRefused(404, "unknown-sale");
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_key_that_the_rule_needs_is_missed_here() {
        aSale("KEYED")
                .opening(site.clock.instant().minusSeconds(1))
                .under(Rule.UNLIMITED)
                .with("A", 1)
                .scheduledIn(site.grid);

        site.grab("KEYED", "A", "u1").send().isRefused(400, "invalid-request").about("Idempotency-Key");
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_unit_that_comes_back_opens_the_gate_again() {
        soldOut("GONE");
        site.grab("GONE", "A", "loser").key("k").send().isRefused(409, "sold-out");
        site.post("/v1/purchases/GONE~0~winner/cancel")
                .by(site.login("winner"))
                .send()
                .is(200);
        site.clock.advance(Duration.ofSeconds(1));

        site.grab("GONE", "A", "loser").key("k").send().is(200);
    }
}
