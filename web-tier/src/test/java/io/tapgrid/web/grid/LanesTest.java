package io.tapgrid.web.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.web.grid.Lanes.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final UUID EVEN = new UUID(0, 2);
    private static final UUID ODD = new UUID(0, 1);
    private static final int SHARDS = 8;

    private final Lanes lanes = new Lanes(SHARDS);

    @Test
    void one_call_takes_what_waits_for_all_shards_of_a_node() {
        OpenCommand first = waiting(0);
        OpenCommand second = waiting(6);
        OpenCommand elsewhere = waiting(3);

        assertThat(commands(next(EVEN).orElseThrow())).containsExactly(first, second);
        assertThat(commands(next(ODD).orElseThrow())).containsExactly(elsewhere);
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void while_a_batch_is_away_the_next_one_fills() {
        waiting(0);
        Call away = next(EVEN).orElseThrow();
        OpenCommand second = waiting(0);
        OpenCommand third = waiting(0);

        assertThat(next(EVEN)).isEmpty();

        lanes.landed(away);
        assertThat(commands(next(EVEN).orElseThrow())).containsExactly(second, third);
    }

    @Test
    void a_batch_has_its_bound() {
        for (int i = 0; i < Lanes.BATCH_MAX + 1; i++) {
            waiting(0);
        }

        assertThat(next(EVEN).orElseThrow().attempts()).hasSize(Lanes.BATCH_MAX);
        assertThat(lanes.waiting()).isEqualTo(1);
    }

    @Test
    void a_node_has_no_more_calls_than_it_may_have() {
        for (int shard = 0; shard < SHARDS; shard++) {
            waiting(shard);
            Optional<Call> call = lanes.next(EVEN, any -> EVEN, NOON);
            assertThat(call.isPresent()).as("call %d", shard).isEqualTo(shard < Lanes.CALLS_AWAY_MAX);
        }
    }

    @Test
    void what_was_given_up_is_left_behind() {
        giveUp(waiting(0));
        OpenCommand alive = waiting(0);

        assertThat(commands(next(EVEN).orElseThrow())).containsExactly(alive);
    }

    @Test
    void a_lane_in_which_all_was_given_up_is_free_for_what_comes_next() {
        giveUp(waiting(0));
        assertThat(next(EVEN)).isEmpty();
        OpenCommand later = waiting(0);

        assertThat(commands(next(EVEN).orElseThrow())).containsExactly(later);
    }

    @Test
    void a_lane_in_which_all_was_given_up_is_free_though_others_sent_something() {
        giveUp(waiting(0));
        waiting(2);
        assertThat(next(EVEN)).isPresent();
        OpenCommand later = waiting(0);

        assertThat(commands(next(EVEN).orElseThrow())).containsExactly(later);
    }

    @Test
    void what_waits_for_a_shard_that_moved_goes_where_it_is_now() {
        OpenCommand command = waiting(0);

        assertThat(lanes.nodesWaitedFor(shard -> null)).isEmpty();
        assertThat(lanes.nodesWaitedFor(shard -> ODD)).containsExactly(ODD);
        assertThat(commands(lanes.next(ODD, shard -> ODD, NOON).orElseThrow())).containsExactly(command);
    }

    private Optional<Call> next(UUID node) {
        return lanes.next(node, shard -> shard % 2 == 0 ? EVEN : ODD, NOON);
    }

    private OpenCommand waiting(int shard) {
        var grab = new ShardCommand.Grab(new SaleId("SALE"), new Sku("SKU"), new Uid("u1"), new RequestKey("k"));
        OpenCommand command = new OpenCommand(grab, shard, NOON);
        lanes.add(command);
        return command;
    }

    private static void giveUp(OpenCommand command) {
        command.complete(new Answer.NotTaken(Reason.DEGRADED, Duration.ofSeconds(1)));
    }

    private static List<OpenCommand> commands(Call call) {
        return call.attempts().stream().map(OpenCommand.Attempt::command).toList();
    }
}
