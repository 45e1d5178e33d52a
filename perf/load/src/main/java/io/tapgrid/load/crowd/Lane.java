package io.tapgrid.load.crowd;

import io.tapgrid.load.http.DriverOptions;
import io.tapgrid.load.http.Loop;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.measure.LatencyRecorder;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One event loop as the crowd uses it: sends, times, and does things later. Its loop's thread only. */
final class Lane {

    final Loop loop;
    final Stage stage;
    final LatencyRecorder recorder = new LatencyRecorder();
    final LoginDesk desk;

    Lane(Loop loop, Stage stage) {
        this.loop = loop;
        this.stage = stage;
        DriverOptions driver = stage.plan.driver();
        this.desk = new LoginDesk(Math.max(1, driver.connections() / driver.threads() / 2));
    }

    void after(long nanos, Runnable task) {
        loop.at(System.nanoTime() + nanos, task);
    }

    /** Sends now; the latency counts from {@code due}. */
    void send(String kind, Request request, long due, Consumer<Heard> then) {
        stage.offered.increment();
        loop.send(request, outcome -> {
            Heard heard = Heard.of(outcome);
            recorder.record(kind, heard.label(), System.nanoTime() - due);
            checkContract(kind, heard);
            then.accept(heard);
        });
    }

    /** A pause as people make it: from a quarter to twice the mean, most of them short. */
    long pauseNanos(SplittableRandom random) {
        double mean = stage.plan.habits().pauseMean().toNanos();
        return (long) (mean * Math.min(2, Math.max(0.25, -Math.log1p(-random.nextDouble()))));
    }

    private void checkContract(String kind, Heard heard) {
        if (heard instanceof Heard.Said said && said.reply().outsideTheContract()) {
            stage.violations.add(kind + " was answered outside the contract: " + said.reply());
        }
    }
}
