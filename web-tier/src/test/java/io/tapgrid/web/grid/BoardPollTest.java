package io.tapgrid.web.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.gridapi.Board;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BoardPollTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void a_higher_version_replaces_a_board_whenever_it_was_read() {
        assertThat(BoardPoll.replaces(board(8, NOON.minusSeconds(1)), board(7, NOON)))
                .isTrue();
    }

    @Test
    void the_same_version_read_later_confirms_a_board_and_read_earlier_does_not() {
        assertThat(BoardPoll.replaces(board(7, NOON.plusMillis(1)), board(7, NOON)))
                .isTrue();
        assertThat(BoardPoll.replaces(board(7, NOON), board(7, NOON))).isFalse();
        assertThat(BoardPoll.replaces(board(7, NOON.minusMillis(1)), board(7, NOON)))
                .isFalse();
    }

    @Test
    void a_lower_version_of_a_server_that_is_behind_does_not_replace_a_board() {
        assertThat(BoardPoll.replaces(board(6, NOON.plus(BoardPoll.BELIEVED)), board(7, NOON)))
                .isFalse();
    }

    @Test
    void a_lower_version_replaces_a_board_that_nobody_has_confirmed_for_too_long() {
        assertThat(BoardPoll.replaces(
                        board(6, NOON.plus(BoardPoll.BELIEVED).plus(Duration.ofMillis(1))), board(7, NOON)))
                .isTrue();
    }

    private static Board board(long version, Instant readAt) {
        return new Board(version, readAt, List.of());
    }
}
