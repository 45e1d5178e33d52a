package io.tapgrid.grid.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.grid.shard.WorkQueue.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WorkQueueTest {
    private static final SaleId SALE = new SaleId("SALE");
    private static final Sku SKU = new Sku("SKU");
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration FOR_LONG = Duration.ofMinutes(1);

    private final WorkQueue queue = new WorkQueue(8, 4, NOT_AT_ALL);

    @Test
    void a_turn_takes_those_who_came_first_and_no_more_than_it_may() throws InterruptedException {
        List<Asked> grabs = IntStream.range(0, 6).mapToObj(WorkQueueTest::grab).toList();
        grabs.forEach(queue::offer);

        assertThat(queue.take(NOT_AT_ALL).commands()).isEqualTo(grabs.subList(0, 4));
        assertThat(queue.take(NOT_AT_ALL).commands()).isEqualTo(grabs.subList(4, 6));
        assertThat(queue.take(NOT_AT_ALL)).isEqualTo(new Turn(List.of(), List.of()));
    }

    @Test
    void who_was_parked_goes_first() throws InterruptedException {
        Asked late = grab(1);
        Asked parked = grab(2);
        queue.offer(late);
        queue.offerAgain(List.of(parked));

        assertThat(queue.take(NOT_AT_ALL).commands()).containsExactly(parked, late);
    }

    @Test
    void an_import_waits_for_nobody_and_holds_up_nobody() throws InterruptedException {
        Asked one = importLines();
        Asked other = importLines();
        queue.offer(one);
        queue.offer(other);
        List<Asked> grabs = IntStream.range(0, 6).mapToObj(WorkQueueTest::grab).toList();
        grabs.forEach(queue::offer);

        assertThat(queue.take(NOT_AT_ALL).commands())
                .hasSize(5)
                .startsWith(grabs.get(0))
                .endsWith(one);
        assertThat(queue.take(NOT_AT_ALL).commands())
                .hasSize(3)
                .startsWith(grabs.get(4))
                .endsWith(other);
    }

    @Test
    void a_full_line_takes_nobody_but_the_other_line_does() {
        IntStream.range(0, 8).forEach(i -> assertThat(queue.offer(grab(i))).isTrue());

        assertThat(queue.offer(grab(9))).isFalse();
        assertThat(queue.offer(importLines())).isTrue();
        assertThat(queue.size()).isEqualTo(9);
    }

    @Test
    void an_action_runs_before_the_commands_of_its_turn() throws InterruptedException {
        List<String> ran = new ArrayList<>();
        queue.offer(grab(1));
        queue.offerBetween(() -> ran.add("action"));

        Turn turn = queue.take(NOT_AT_ALL);

        assertThat(turn.actions()).hasSize(1);
        turn.actions().forEach(Runnable::run);
        assertThat(ran).containsExactly("action");
        assertThat(turn.commands()).hasSize(1);
    }

    @Test
    void a_closed_queue_takes_nobody_and_lets_those_inside_finish() throws InterruptedException {
        queue.offer(grab(1));
        queue.close();

        assertThat(queue.offer(grab(2))).isFalse();
        assertThat(queue.isFinished()).isFalse();
        assertThat(queue.take(NOT_AT_ALL).commands()).hasSize(1);
        assertThat(queue.isFinished()).isTrue();
    }

    @Test
    @Timeout(10)
    void a_small_turn_waits_for_what_comes_in_a_moment() throws Exception {
        WorkQueue patient = new WorkQueue(64, 64, FOR_LONG);
        patient.offer(grab(0));
        CompletableFuture<Turn> turn = taken(patient);
        IntStream.range(1, 16).forEach(i -> patient.offer(grab(i)));

        assertThat(turn.get().commands()).hasSize(16);
    }

    @Test
    void a_small_turn_waits_no_longer_than_it_may() throws InterruptedException {
        WorkQueue patient = new WorkQueue(64, 64, Duration.ofMillis(1));
        patient.offer(grab(0));

        assertThat(patient.take(NOT_AT_ALL).commands()).hasSize(1);
    }

    @Test
    @Timeout(10)
    void an_action_a_parked_grab_and_an_import_end_the_wait() throws Exception {
        List<Consumer<WorkQueue>> ends = List.of(
                queue -> queue.offerBetween(() -> {}),
                queue -> queue.offerAgain(List.of(grab(1))),
                queue -> queue.offer(importLines()),
                WorkQueue::close);
        for (Consumer<WorkQueue> end : ends) {
            WorkQueue patient = new WorkQueue(64, 64, FOR_LONG);
            patient.offer(grab(0));
            CompletableFuture<Turn> turn = taken(patient);
            end.accept(patient);

            assertThat(turn.get().commands()).contains(grab(0));
        }
    }

    private static CompletableFuture<Turn> taken(WorkQueue queue) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take(NOT_AT_ALL);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Asked grab(int number) {
        return asked(new ShardCommand.Grab(SALE, SKU, new Uid("u" + number), null));
    }

    private static Asked importLines() {
        return asked(new ShardCommand.ImportReservations(SALE, 0, List.of(new Line(SKU, new Uid("u")))));
    }

    private static Asked asked(ShardCommand command) {
        return new Asked(0, command, Instant.MAX, reply -> {});
    }
}
