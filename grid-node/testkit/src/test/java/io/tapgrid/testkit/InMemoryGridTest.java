package io.tapgrid.testkit;

import static io.tapgrid.testkit.Fixtures.PHONE;
import static io.tapgrid.testkit.Fixtures.draft;
import static io.tapgrid.testkit.Fixtures.grab;
import static io.tapgrid.testkit.Fixtures.item;
import static io.tapgrid.testkit.Fixtures.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.SaleAdmin.Move;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the grid in memory offers beyond the contract: faults on demand, and many threads at once. */
final class InMemoryGridTest {
    private static final SaleId SALE = new SaleId("DAY");

    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryGrid grid = new InMemoryGrid(new Shards(16), clock);

    @BeforeEach
    void a_sale_of_a_hundred_phones_is_open() {
        Sale sale = draft(SALE, Rule.UNLIMITED, clock.instant());
        grid.admin().save(sale, List.of(item(SALE, PHONE, 100)), "operator");
        grid.admin().move(SALE, Move.SCHEDULE, "operator");
        clock.set(sale.opensAt());
    }

    @Test
    void it_answers_what_a_test_tells_it_to_without_any_effect() {
        Answer degraded = new Answer.NotTaken(Reason.DEGRADED, Duration.ofSeconds(1));
        grid.answerInstead(command -> Optional.of(degraded));
        assertThat(answer(1)).isCompletedWithValue(degraded);

        grid.answerAgain();
        assertThat(outcome(answer(1))).isInstanceOf(Outcome.Won.class);
    }

    @Test
    void it_keeps_answers_back_though_everything_is_decided() {
        grid.holdAnswers();
        CompletableFuture<Answer> first = answer(1);
        CompletableFuture<Answer> again = answer(1);
        assertThat(first).isNotDone();
        assertThat(grid.admin().conservation(SALE).get(0).held()).isEqualTo(1);

        grid.deliverAnswers();
        assertThat(outcome(first)).isInstanceOf(Outcome.Won.class);
        assertThat(outcome(again)).isInstanceOf(Outcome.Repeated.class);
        assertThat(answer(2)).isDone();
    }

    @Test
    void many_threads_win_no_more_than_there_is() {
        long won = IntStream.range(0, 1_000)
                .parallel()
                .filter(number -> outcome(answer(number)) instanceof Outcome.Won)
                .count();

        assertThat(won).isEqualTo(100);
        assertThat(grid.admin().conservation(SALE)).allMatch(it -> it.settled() && it.holds() && it.held() == 100);
    }

    @Test
    void the_boards_version_grows_with_every_change_and_only_then() {
        long before = version();
        assertThat(version()).isEqualTo(before);
        answer(1).join();
        assertThat(version()).isGreaterThan(before);
    }

    private long version() {
        return grid.board().orElseThrow().version();
    }

    private CompletableFuture<Answer> answer(int shopper) {
        return grid.decide(grab(SALE, PHONE, shopper(shopper), "k")).toCompletableFuture();
    }

    private static Outcome outcome(CompletableFuture<Answer> answer) {
        return ((Answer.Decided) answer.join()).outcome();
    }
}
