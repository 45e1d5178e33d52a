package io.tapgrid.web.grid;

import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.BoardDoor;
import io.tapgrid.gridapi.wire.BoardCall;
import io.tapgrid.gridapi.wire.BoardCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a server for the board four times a second and keeps the newest: one of a lower version, or read earlier, never replaces it. */
final class BoardPoll {
    private static final Logger LOG = LoggerFactory.getLogger(BoardPoll.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final long CALL_MILLIS_MAX = 1_000;
    private static final Board NONE = new Board(-1, Instant.EPOCH, List.of());

    private final Ignite ignite;
    private final Executor replies;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Board newest = NONE;

    BoardPoll(Ignite ignite, Executor replies) {
        this.ignite = ignite;
        this.replies = replies;
    }

    void start(ScheduledExecutorService later) {
        var unused = later.scheduleWithFixedDelay(this::poll, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    Optional<Board> board() {
        Board board = newest;
        return board.version() == NONE.version() ? Optional.empty() : Optional.of(board);
    }

    private void poll() {
        try {
            BoardDoor here = doorHere();
            if (here != null) {
                keep(here.board());
            } else if (asking.compareAndSet(false, true)) {
                ask(newest);
            }
        } catch (RuntimeException failure) {
            asking.set(false);
            LOG.debug("no board this time", failure);
        }
    }

    private @Nullable BoardDoor doorHere() {
        return ignite.cluster().nodeLocalMap().get(BoardDoor.KEY) instanceof BoardDoor door ? door : null;
    }

    private void ask(Board known) {
        IgniteFuture<byte[]> call = ignite.compute(ignite.cluster().forServers().forRandom())
                .withNoFailover()
                .withTimeout(CALL_MILLIS_MAX)
                .callAsync(new BoardCall(known.version()));
        call.listenAsync(done -> received(done, known), replies);
    }

    private void received(IgniteFuture<byte[]> done, Board known) {
        try {
            keep(BoardCodec.read(done.get(), known));
        } catch (RuntimeException failure) {
            LOG.debug("no board this time", failure);
        } finally {
            asking.set(false);
        }
    }

    private synchronized void keep(Board board) {
        Board old = newest;
        if (board.version() > old.version()
                || (board.version() == old.version() && board.readAt().isAfter(old.readAt()))) {
            newest = board;
        }
    }
}
