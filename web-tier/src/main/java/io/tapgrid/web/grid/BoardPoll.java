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

/**
 * Asks a server for the board four times a second and keeps the newest: one of a lower version, or read earlier, does not replace it. A board that
 * nobody has confirmed for {@link #BELIEVED} gives way to any that was read later: what makes up its version may have been forgotten with the
 * servers' memory, and then the version starts lower for good.
 */
final class BoardPoll {
    private static final Logger LOG = LoggerFactory.getLogger(BoardPoll.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    /** Longer than any server's copy is behind another's, and as long as local answers trust a board. */
    static final Duration BELIEVED = Duration.ofSeconds(3);

    private static final long CALL_MILLIS_MAX = 1_000;
    private static final Board NONE = new Board(-1, Instant.EPOCH, List.of());

    private final Ignite ignite;
    private final Executor senders;
    private final Executor replies;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Board newest = NONE;

    BoardPoll(Ignite ignite, Executor senders, Executor replies) {
        this.ignite = ignite;
        this.senders = senders;
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
                senders.execute(() -> ask(newest));
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
        try {
            IgniteFuture<byte[]> call = ignite.compute(
                            ignite.cluster().forServers().forRandom())
                    .withNoFailover()
                    .withTimeout(CALL_MILLIS_MAX)
                    .callAsync(new BoardCall(known.version()));
            call.listenAsync(done -> received(done, known), replies);
        } catch (RuntimeException failure) {
            asking.set(false);
            LOG.debug("no board this time", failure);
        }
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
        if (replaces(board, newest)) {
            newest = board;
        }
    }

    static boolean replaces(Board board, Board old) {
        if (board.version() == old.version()) {
            return board.readAt().isAfter(old.readAt());
        }
        return board.version() > old.version()
                || board.readAt().isAfter(old.readAt().plus(BELIEVED));
    }
}
