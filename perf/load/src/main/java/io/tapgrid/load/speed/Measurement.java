package io.tapgrid.load.speed;

import io.tapgrid.load.arrivals.ArrivalShape;
import io.tapgrid.load.arrivals.OpenLoop;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.measure.LatencySummary;
import io.tapgrid.load.site.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The rounds of one run: a, b, c, d, a, b, c, d, …, each from quiet to quiet, so that none pays for another. */
final class Measurement {

    private static final long MINUTES_MAX = 5;

    /** Cheap requests need more of them to be seen in ticks of 10 ms. */
    private static final int CHEAP_TIMES = 12;

    private final SpeedPlan plan;
    private final SpeedSales sales;
    private final Site site;
    private final HttpDriver driver;
    private final String[] tokens;
    private final Meter meter;

    Measurement(SpeedPlan plan, SpeedSales sales, HttpDriver driver, String[] tokens, Meter meter) {
        this.plan = plan;
        this.sales = sales;
        this.site = new Site(plan.target());
        this.driver = driver;
        this.tokens = tokens;
        this.meter = meter;
    }

    /** Rounds for warming up come first and are not returned. */
    List<Round> run(Consumer<Round> seen) throws IOException, InterruptedException {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < plan.warmUps() + plan.rounds(); i++) {
            for (Kind kind : Kind.values()) {
                Round round = measure(kind, i);
                seen.accept(round);
                if (i >= plan.warmUps()) {
                    rounds.add(round);
                }
            }
        }
        return rounds;
    }

    /** Wins over one item at a fixed rate, timed from when each was due: what people would wait. */
    LatencySummary openLoop(int perSecond) throws InterruptedException {
        int count = tokens.length;
        var shape = ArrivalShape.even(Duration.ofMillis(1_000L * count / perSecond));
        return new OpenLoop(driver, shape, count, wins(sales.oneItem(plan.warmUps() + plan.rounds()), 1))
                .run(Duration.ofMinutes(MINUTES_MAX))
                .summary(label -> label.outcome().equals("200"));
    }

    private Round measure(Kind kind, int round) throws IOException, InterruptedException {
        int count = kind.wins() ? tokens.length : CHEAP_TIMES * tokens.length;
        return new Round(kind, meter.measure(count, kind.expected, requests(kind, round)));
    }

    private IntFunction<Request> requests(Kind kind, int round) {
        return switch (kind) {
            case EMPTY -> i -> site.benchEmpty(token(i), "e" + round + "-" + i);
            case SOLD_OUT -> i -> site.grab(token(i), sales.soldOut(), SaleFiles.item(0), "b" + round + "-" + i);
            case WIN_ONE_ITEM -> wins(sales.oneItem(round), 1);
            case WIN_MANY_ITEMS -> wins(sales.manyItems(round), SpeedSales.ITEMS_MANY);
        };
    }

    private IntFunction<Request> wins(String sale, int items) {
        return i -> site.grab(token(i), sale, SaleFiles.item(i % items), "w-" + i);
    }

    private String token(int i) {
        return tokens[i % tokens.length];
    }
}
