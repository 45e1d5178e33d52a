package io.tapgrid.load.limit;

import io.tapgrid.load.arrivals.ArrivalShape;
import io.tapgrid.load.arrivals.OpenLoop;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Outcome;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.measure.LatencyTable;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Far more than can be decided, for a while, and then half of what can be: how much is decided meanwhile, and how soon
 * everything is in time again. Who finds no connection free and the queue for one full is not sent at all, as somebody
 * who does not get through; so what the system sees of the crowd is its connections.
 */
public final class Overload {

    private static final int TIMES = 10;
    private static final Duration WITHIN = Duration.ofMinutes(5);
    private static final int SECONDS_SPARE = 30;

    private final HttpDriver driver;
    private final int sustainedPerSecond;
    private final int seconds;
    private final int secondsAfterwards;

    public Overload(HttpDriver driver, int sustainedPerSecond, int seconds, int secondsAfterwards) {
        this.driver = driver;
        this.sustainedPerSecond = sustainedPerSecond;
        this.seconds = seconds;
        this.secondsAfterwards = secondsAfterwards;
    }

    /**
     * What was seen.
     *
     * @param offered requests that were due during the overload and afterwards
     * @param sent those that went out
     * @param decidedPerSecond during the overload
     * @param recoveredAfterSeconds from its end until everything was in time; −1 if never
     */
    public record Seen(long offered, long sent, double decidedPerSecond, int recoveredAfterSeconds) {}

    public Seen run(IntFunction<Request> requests) throws InterruptedException {
        int during = TIMES * sustainedPerSecond * seconds;
        int afterwards = sustainedPerSecond / 2 * secondsAfterwards;
        var timeline = new Timeline(seconds + secondsAfterwards + SECONDS_SPARE);
        int count = during + afterwards;
        LatencyTable table = new OpenLoop(driver, shape((double) during / count), count, requests)
                .run(WITHIN, (due, heard, label) -> timeline.heard(due, heard, Step.isDecided(label)));
        return new Seen(
                count,
                table.count(label -> !label.outcome().equals(Outcome.Why.DRIVER_FULL.label())
                        && !label.outcome().equals(Outcome.Why.WAITED_TOO_LONG.label())),
                timeline.decidedPerSecond(0, seconds),
                timeline.recoveredAfter(seconds, seconds + secondsAfterwards));
    }

    private ArrivalShape shape(double shareDuring) {
        ArrivalShape overload = ArrivalShape.even(Duration.ofSeconds(seconds));
        ArrivalShape calm = ArrivalShape.even(Duration.ofSeconds(secondsAfterwards));
        return quantile -> quantile < shareDuring
                ? overload.nanosAt(quantile / shareDuring)
                : Duration.ofSeconds(seconds).toNanos() + calm.nanosAt((quantile - shareDuring) / (1 - shareDuring));
    }
}
