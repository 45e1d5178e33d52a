package io.tapgrid.web.grid;

import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * A command that has not been answered yet, and what is known of the attempts to have it decided. Guarded by itself: attempts come back on
 * threads of the grid.
 */
final class OpenCommand {
    /** From the first attempt to the last moment of an answer. */
    static final Duration ANSWERED_WITHIN = Duration.ofMillis(4_900);

    /** How long one attempt may take effect. */
    static final Duration ATTEMPT_MAX = Duration.ofSeconds(2);

    /** How far a server's clock may be behind ours: only then is an attempt certainly over. */
    static final Duration CLOCK_ALLOWANCE = Duration.ofMillis(250);

    /** Less than this is not worth another attempt. */
    private static final Duration ATTEMPT_MIN = Duration.ofMillis(100);

    private final ShardCommand command;
    private final int shard;
    private final Instant answerBy;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private Instant lostUntil = Instant.MIN;
    private int attemptsOut;

    OpenCommand(ShardCommand command, int shard, Instant now) {
        this.command = command;
        this.shard = shard;
        this.answerBy = now.plus(ANSWERED_WITHIN);
    }

    ShardCommand command() {
        return command;
    }

    int shard() {
        return shard;
    }

    Instant answerBy() {
        return answerBy;
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** One sending of the command: when it began, and until when it may take effect by the server's clock. */
    record Attempt(OpenCommand command, Instant begunAt, Instant decideBefore) {
        /** When it is certainly over, whatever became of it. */
        Instant over() {
            return decideBefore.plus(CLOCK_ALLOWANCE);
        }
    }

    /** Begins an attempt, short enough that its end can be waited for. It must come back by {@link #resolved} or {@link #lost}. */
    synchronized Attempt attempt(Instant now) {
        attemptsOut++;
        Instant last = answerBy.minus(CLOCK_ALLOWANCE);
        Instant usual = now.plus(ATTEMPT_MAX);
        return new Attempt(this, now, usual.isBefore(last) ? usual : last);
    }

    boolean hasTimeForAnother(Instant now) {
        return now.plus(ATTEMPT_MIN).isBefore(answerBy.minus(CLOCK_ALLOWANCE));
    }

    /** An attempt came back, and it is known whether it had an effect. */
    synchronized void resolved() {
        attemptsOut--;
    }

    /** Nobody knows what became of an attempt: it may take effect until it is over. */
    synchronized void lost(Attempt attempt) {
        attemptsOut--;
        Instant over = attempt.over();
        lostUntil = over.isAfter(lostUntil) ? over : lostUntil;
    }

    /** Whether an attempt may have had an effect of which nothing was heard. */
    synchronized boolean mayHaveHadEffect() {
        return attemptsOut > 0 || !lostUntil.equals(Instant.MIN);
    }

    /** Whether an attempt saw everything that lost ones did: it began when they were over, or there are none. */
    synchronized boolean sawAll(Attempt attempt) {
        return !attempt.begunAt().isBefore(lostUntil);
    }

    /** When all lost attempts are over. */
    synchronized Instant lostUntil() {
        return lostUntil;
    }

    void complete(Answer with) {
        answer.complete(with);
    }

    boolean isAnswered() {
        return answer.isDone();
    }
}
