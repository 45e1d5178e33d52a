package io.tapgrid.grid.shard;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.ShardReply;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command in its shard's order, with where its reply goes, when it is too late and, once it was parked, until when it may wait. */
record Asked(int shard, ShardCommand command, Instant decideBefore, Instant parkUntil, Consumer<ShardReply> replyTo) {
    private static final Logger LOG = LoggerFactory.getLogger(Asked.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final ShardReply ELSEWHERE = new ShardReply.Elsewhere();
    private static final ShardReply UNKNOWN = new ShardReply.Answered(new Answer.Unknown());

    Asked(int shard, ShardCommand command, Instant decideBefore, Consumer<ShardReply> replyTo) {
        this(shard, command, decideBefore, Instant.MAX, replyTo);
    }

    /** The same, parked: the first time sets how long it may wait over all. */
    Asked parked(Instant now, Duration parkMax) {
        return parkUntil.equals(Instant.MAX)
                ? new Asked(shard, command, decideBefore, now.plus(parkMax), replyTo)
                : this;
    }

    boolean hasWaitedEnough(Instant now) {
        return !now.isBefore(parkUntil);
    }

    /** Whether {@code decideBefore} has come. */
    boolean isLate(Instant now) {
        return !now.isBefore(decideBefore);
    }

    /** Imports can wait; behind everything else stands a shopper, or a deadline. */
    boolean isLowPriority() {
        return command instanceof ShardCommand.ImportReservations;
    }

    void decided(Outcome outcome) {
        reply(new ShardReply.Answered(new Answer.Decided(outcome)));
    }

    void notTaken(Reason reason) {
        reply(new ShardReply.Answered(new Answer.NotTaken(reason, RETRY_AFTER)));
    }

    void elsewhere() {
        reply(ELSEWHERE);
    }

    void unknown() {
        reply(UNKNOWN);
    }

    /** A caller that cannot take its reply must not spoil those of the others. */
    private void reply(ShardReply reply) {
        try {
            replyTo.accept(reply);
        } catch (RuntimeException broken) {
            LOG.error("{}: its reply {} was not taken", command, reply, broken);
        }
    }
}
