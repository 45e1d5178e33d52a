package io.tapgrid.load.crowd;

import io.tapgrid.load.http.Request;
import io.tapgrid.load.site.Reply;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One request, repeated with the same key until it is answered for good or its maker loses patience. Waits as long as
 * the server asks for, otherwise ever longer; always a little more than that at random, or a crowd that was sent away
 * together would come back together.
 */
final class Repeating {

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int DOUBLINGS_MAX = 4;
    private static final int RETRY_AFTER_SECONDS_MAX = 30;

    /** @param mayHaveHadEffect whether a try went unanswered, so that the last reply may not be the whole truth */
    record Result(Heard last, boolean mayHaveHadEffect) {}

    /**
     * What to send, how often at most, and what to call it in reports.
     *
     * @param stopsWhenOver not repeated once the run's time is up
     */
    record Task(String kind, int triesMax, boolean stopsWhenOver, Supplier<Request> request) {

        Task(String kind, int triesMax, Supplier<Request> request) {
            this(kind, triesMax, true, request);
        }
    }

    private final Lane lane;
    private final Task task;
    private final SplittableRandom random;
    private final Consumer<Result> then;
    private int tries;
    private boolean silenceBefore;

    private Repeating(Lane lane, Task task, SplittableRandom random, Consumer<Result> then) {
        this.lane = lane;
        this.task = task;
        this.random = random;
        this.then = then;
    }

    /** Sends for the first time at once, timed from {@code due}. */
    static void start(Lane lane, Task task, SplittableRandom random, long due, Consumer<Result> then) {
        new Repeating(lane, task, random, then).send(due);
    }

    static void start(Lane lane, Task task, SplittableRandom random, Consumer<Result> then) {
        start(lane, task, random, System.nanoTime(), then);
    }

    private void send(long due) {
        if (tries > 0) {
            lane.stage.repeated.increment();
        }
        tries++;
        lane.send(task.kind(), task.request().get(), due, this::heard);
    }

    private void heard(Heard heard) {
        silenceBefore |= heard.fold(reply -> reply.status() >= 500, Heard.Silence::mayHaveHadEffect);
        boolean again = heard.fold(Repeating::asksToRepeat, silence -> true);
        if (!again || tries >= task.triesMax() || (task.stopsWhenOver() && lane.stage.over())) {
            then.accept(new Result(heard, silenceBefore));
            return;
        }
        long due = System.nanoTime() + pause(heard.fold(Reply::retryAfterSeconds, silence -> -1));
        lane.loop.at(due, () -> send(due));
    }

    private static boolean asksToRepeat(Reply reply) {
        return reply.asksToRepeat() || reply.status() >= 500;
    }

    private long pause(int retryAfterSeconds) {
        long asked = TimeUnit.SECONDS.toNanos(Math.min(Math.max(0, retryAfterSeconds), RETRY_AFTER_SECONDS_MAX));
        long own = FIRST_PAUSE_NANOS << Math.min(tries - 1, DOUBLINGS_MAX);
        return Math.max(asked, own) + random.nextLong(own);
    }
}
