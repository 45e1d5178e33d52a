package io.tapgrid.standalone.prove;

import io.tapgrid.load.limit.SustainedRate;
import io.tapgrid.load.measure.LatencySummary;
import io.tapgrid.load.measure.LatencyTable;
import io.tapgrid.standalone.prove.fault.Scene;
import io.tapgrid.standalone.prove.traffic.History;
import io.tapgrid.standalone.prove.traffic.SaleTerms;
import io.tapgrid.standalone.prove.traffic.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Finds out in a sale of its own, without faults, how many requests a second the system takes as it stands here. */
final class Calibration {
    private static final String SALE = "CALIBRATION";
    private static final int RATE_FIRST = 250;
    private static final int RATE_WARMING = 500;
    private static final int WARM_UPS = 4;
    private static final int RATE_MAX = 16_000;
    private static final int HALVINGS = 3;
    private static final long STOCK = 100_000_000;
    private static final Duration STEP = Duration.ofSeconds(10);

    /** Past that, whoever was due came late: the traffic itself was held up, and fewer came than should. */
    private static final Duration LATE_MAX = Duration.ofSeconds(2);

    private static final Duration SALE_AT_MOST = Duration.ofMinutes(15);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    /** Nobody waits longer than this without noticing; one in a thousand may be turned away. */
    private static final long LATENCY_MICROS_P99_MAX = 250_000;

    private static final double TURNED_AWAY_MAX = 0.001;

    private final Scene scene;
    private final Path file;
    private final Consumer<String> say;

    /** @param file for what is asked; removed at the end */
    Calibration(Scene scene, Path file, Consumer<String> say) {
        this.scene = scene;
        this.file = file;
        this.say = say;
    }

    /** Requests a second that are answered in time, the logins of newcomers and all that winners do among them. */
    int sustained() throws Exception {
        SaleTerms sale = SaleTerms.forMeasuring(SALE, Instant.now().plus(Duration.ofSeconds(4)), SALE_AT_MOST, STOCK);
        Stage stage = new Stage(scene);
        stage.open(sale, "");
        try (History history = new History(file);
                Traffic traffic = stage.crowd(sale, history, 0)) {
            Stage.await(sale.opensAt());
            return search(traffic, history);
        } finally {
            scene.operator()
                    .post("/sales/" + SALE + "/close", "{}", ANSWER_WITHIN)
                    .require("to close the sale");
            Files.deleteIfExists(file);
        }
    }

    private int search(Traffic traffic, History history) throws InterruptedException {
        // A JVM that has just started takes a fraction of what it will.
        for (int i = 0; i < WARM_UPS; i++) {
            boolean unused = takes(traffic, history, RATE_WARMING);
        }
        int rate = RATE_FIRST;
        while (rate < RATE_MAX && takes(traffic, history, rate)) {
            rate *= 2;
        }
        return new SustainedRate(perSecond -> takes(traffic, history, perSecond), HALVINGS).find(rate);
    }

    private boolean takes(Traffic traffic, History history, int perSecond) throws InterruptedException {
        long begun = System.nanoTime();
        traffic.run(perSecond, STEP);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        LatencyTable table = history.drainLatencies();
        LatencySummary latency = table.summary(label -> true);
        long turnedAway = table.count(label -> History.isTurnedAway(label.outcome()));
        boolean taken = latency.latencyMicrosP99() <= LATENCY_MICROS_P99_MAX
                && turnedAway <= TURNED_AWAY_MAX * latency.count()
                && took.compareTo(STEP.plus(LATE_MAX)) < 0;
        say.accept("  " + perSecond + " requests a second: p99 " + LatencySummary.millis(latency.latencyMicrosP99())
                + ", " + turnedAway + " of " + latency.count() + " turned away; " + (taken ? "taken" : "too many"));
        return taken;
    }
}
