package io.tapgrid.web.grid;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.ShardReply;
import io.tapgrid.web.grid.OpenCommand.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the attempts of a command. The one rule: a refusal, or word that nothing was done, is passed on only when no lost attempt of
 * the command can take effect any more; a win may be passed on at once.
 *
 * <table>
 * <caption>what an attempt comes back with</caption>
 * <tr><th>came back</th><th>it saw what all lost ones did</th><th>a lost one may still take effect</th></tr>
 * <tr><td>done</td><td>answer it</td><td>answer it</td></tr>
 * <tr><td>refused</td><td>answer it</td><td>ask again when the other is over</td></tr>
 * <tr><td>not taken</td><td>answer it</td><td>ask again when the other is over</td></tr>
 * <tr><td>elsewhere</td><td>ask again soon</td><td>ask again soon</td></tr>
 * <tr><td>lost, or unknown</td><td>ask again soon</td><td>ask again soon</td></tr>
 * </table>
 *
 * <p>When the time is over: unknown if any attempt was lost, otherwise not taken. Any thread.
 */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration SWEEP_EVERY = Duration.ofMillis(50);

    private final Clock clock;
    private final ScheduledExecutorService later;
    private final Route route;

    /** All have the same time to live, so the oldest is in front. */
    private final Queue<OpenCommand> open = new ConcurrentLinkedQueue<>();

    /** Makes a route whose attempts come back here. */
    interface Routes {
        Route to(Attempts attempts);
    }

    Attempts(Clock clock, ScheduledExecutorService later, Routes routes) {
        this.clock = clock;
        this.later = later;
        this.route = routes.to(this);
    }

    void start() {
        long every = SWEEP_EVERY.toMillis();
        var unused = later.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
    }

    Instant now() {
        return clock.instant();
    }

    int waiting() {
        return route.waiting();
    }

    void begin(OpenCommand command) {
        open.add(command);
        route.send(command);
    }

    void replied(Attempt attempt, ShardReply reply) {
        OpenCommand command = attempt.command();
        if (reply instanceof ShardReply.Answered answered && answered.answer() instanceof Answer.Unknown) {
            lost(attempt);
            return;
        }
        command.resolved();
        if (!(reply instanceof ShardReply.Answered answered)) {
            again(command, SOON);
        } else if (isDone(answered.answer()) || command.sawAll(attempt)) {
            command.complete(answered.answer());
        } else {
            again(command, Duration.between(now(), command.lostUntil()));
        }
    }

    /** An attempt was sent, or perhaps sent, and nothing came back. */
    void lost(Attempt attempt) {
        attempt.command().lost(attempt);
        again(attempt.command(), SOON);
    }

    /** There is no node to send it to now. */
    void notSent(OpenCommand command) {
        if (command.mayHaveHadEffect()) {
            again(command, SOON);
        } else {
            command.complete(new Answer.NotTaken(Reason.DEGRADED, RETRY_AFTER));
        }
    }

    private static boolean isDone(Answer answer) {
        return answer instanceof Answer.Decided decided && !(decided.outcome() instanceof Outcome.Refused);
    }

    private void again(OpenCommand command, Duration wait) {
        if (command.isAnswered() || !command.hasTimeForAnother(now().plus(wait))) {
            return; // The sweep answers it.
        }
        try {
            var unused =
                    later.schedule(() -> route.send(command), Math.max(0, wait.toMillis()) + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("{} is not asked again: this process stops", command.command(), stopping);
        }
    }

    private void tick() {
        try {
            sweep();
            route.tick();
        } catch (RuntimeException broken) {
            LOG.error("the sweep failed; it goes on", broken);
        }
    }

    private void sweep() {
        Instant now = now();
        for (OpenCommand oldest = open.peek(); oldest != null; oldest = open.peek()) {
            if (!oldest.isAnswered() && now.isBefore(oldest.answerBy())) {
                return;
            }
            open.remove();
            giveUp(oldest);
        }
    }

    private static void giveUp(OpenCommand command) {
        command.complete(
                command.mayHaveHadEffect() ? new Answer.Unknown() : new Answer.NotTaken(Reason.DEGRADED, RETRY_AFTER));
    }

    /** Answers everything that is still open. */
    void close() {
        for (OpenCommand command = open.poll(); command != null; command = open.poll()) {
            giveUp(command);
        }
    }
}
