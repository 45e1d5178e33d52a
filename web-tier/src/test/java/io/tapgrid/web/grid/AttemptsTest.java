package io.tapgrid.web.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.ShardReply;
import io.tapgrid.testkit.SettableClock;
import io.tapgrid.web.grid.OpenCommand.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A refusal, or word that nothing was done, is passed on only when nothing that was lost can take effect any more. */
class AttemptsTest {
    private static final SaleId SALE = new SaleId("SALE");
    private static final Sku SKU = new Sku("SKU");
    private static final Uid SHOPPER = new Uid("u1");
    private static final Duration SOON = Duration.ofMillis(60);
    private static final ShardReply UNKNOWN = new ShardReply.Answered(new Answer.Unknown());
    private static final ShardReply ELSEWHERE = new ShardReply.Elsewhere();

    private final SettableClock clock = SettableClock.atNoon();
    private final Instant noon = clock.instant();
    private final ManualSchedule schedule = new ManualSchedule(clock);
    private final List<Attempt> sent = new ArrayList<>();
    private final Attempts attempts = new Attempts(clock, schedule, back -> new RecordingRoute());
    private final OpenCommand command =
            new OpenCommand(new ShardCommand.Grab(SALE, SKU, SHOPPER, new RequestKey("k")), 0, clock.instant());

    /** Sends nothing and remembers what it should have sent. */
    private final class RecordingRoute implements Route {
        @Override
        public void send(OpenCommand toSend) {
            sent.add(toSend.attempt(clock.instant()));
        }

        @Override
        public void tick() {}

        @Override
        public int waiting() {
            return 0;
        }
    }

    AttemptsTest() {
        attempts.start();
        attempts.begin(command);
    }

    @AfterEach
    void stop() {
        schedule.shutdownNow();
    }

    @Test
    void what_the_first_attempt_says_is_passed_on() {
        attempts.replied(last(), refused());

        assertThat(answer()).isEqualTo(((ShardReply.Answered) refused()).answer());
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_win_is_passed_on_though_another_attempt_was_lost() {
        attempts.lost(last());
        schedule.advance(SOON);
        attempts.replied(last(), won());

        assertThat(answer()).isEqualTo(((ShardReply.Answered) won()).answer());
    }

    @Test
    void a_refusal_is_asked_for_again_when_the_lost_attempt_is_over() {
        Attempt lost = last();
        attempts.lost(lost);
        schedule.advance(SOON);
        attempts.replied(last(), refused());
        assertThat(isOpen()).isTrue();

        schedule.advance(Duration.ofSeconds(3));

        assertThat(sent).hasSize(3);
        assertThat(last().begunAt()).isAfterOrEqualTo(lost.decideBefore().plus(OpenCommand.CLOCK_ALLOWANCE));
        attempts.replied(last(), refused());
        assertThat(answer()).isInstanceOf(Answer.Decided.class);
    }

    @Test
    void that_nothing_was_taken_is_not_said_while_something_may_have_been() {
        attempts.replied(last(), UNKNOWN);
        schedule.advance(SOON);
        attempts.replied(last(), notTaken());

        assertThat(isOpen()).isTrue();
    }

    @Test
    void a_command_for_another_node_is_sent_again_soon() {
        attempts.replied(last(), ELSEWHERE);
        schedule.advance(SOON);

        assertThat(sent).hasSize(2);
        attempts.replied(last(), refused());
        assertThat(answer()).isInstanceOf(Answer.Decided.class);
    }

    @Test
    void who_is_sent_elsewhere_to_the_end_was_not_taken() {
        for (int tries = 0; isOpen() && tries < 1_000; tries++) {
            attempts.replied(last(), ELSEWHERE);
            schedule.advance(SOON);
        }

        assertThat(answer()).isInstanceOf(Answer.NotTaken.class);
        assertThat(clock.instant()).isBefore(noon.plusSeconds(5));
    }

    @Test
    void nobody_knows_what_became_of_an_attempt_that_never_came_back() {
        schedule.advance(Duration.ofSeconds(5));

        assertThat(answer()).isEqualTo(new Answer.Unknown());
    }

    @Test
    void unknown_is_said_only_when_the_last_attempt_is_over() {
        while (isOpen()) {
            attempts.lost(last());
            int before = sent.size();
            schedule.advance(SOON);
            if (sent.size() == before) {
                schedule.advance(Duration.ofSeconds(5));
            }
        }

        assertThat(answer()).isEqualTo(new Answer.Unknown());
        assertThat(sent).allSatisfy(attempt -> assertThat(attempt.over()).isBeforeOrEqualTo(command.answerBy()));
        assertThat(command.answerBy()).isBefore(noon.plusSeconds(5));
    }

    @Test
    void without_a_node_nothing_was_sent() {
        attempts.replied(last(), ELSEWHERE);
        attempts.notSent(command);

        assertThat(answer()).isInstanceOf(Answer.NotTaken.class);
    }

    private Attempt last() {
        return sent.get(sent.size() - 1);
    }

    private boolean isOpen() {
        return !command.isAnswered();
    }

    private Answer answer() {
        assertThat(isOpen()).as("is not answered").isFalse();
        return command.answer().join();
    }

    private ShardReply won() {
        PurchaseId id = new PurchaseId(SALE, 0, SHOPPER);
        return decided(new Outcome.Won(Purchase.held(id, SKU, new RequestKey("k"), noon, noon.plusSeconds(60))));
    }

    private static ShardReply refused() {
        return decided(new Outcome.Refused(Reason.SOLD_OUT));
    }

    private static ShardReply notTaken() {
        return new ShardReply.Answered(new Answer.NotTaken(Reason.QUEUE_FULL, Duration.ofSeconds(1)));
    }

    private static ShardReply decided(Outcome outcome) {
        return new ShardReply.Answered(new Answer.Decided(outcome));
    }
}
