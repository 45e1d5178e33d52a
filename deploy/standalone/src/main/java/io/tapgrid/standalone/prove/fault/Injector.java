package io.tapgrid.standalone.prove.fault;

import io.tapgrid.standalone.prove.check.Findings;
import io.tapgrid.standalone.prove.check.Interval;
import io.tapgrid.standalone.prove.check.Promise;
import io.tapgrid.standalone.prove.system.Subject;
import io.tapgrid.standalone.prove.traffic.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Injects faults, one after the other, as long as a round lasts. After each it waits until shoppers win again, and notes how long
 * that took. One thread.
 */
public final class Injector {
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration BREATH = Duration.ofMillis(1_500);

    private final Scene scene;
    private final Catalogue catalogue;
    private final Pace pace;
    private final Consumer<String> say;
    private final List<Injected> injected = new ArrayList<>();

    public Injector(Scene scene, Catalogue catalogue, Pace pace, Consumer<String> say) {
        this.scene = scene;
        this.catalogue = catalogue;
        this.pace = pace;
        this.say = say;
    }

    public List<Injected> injected() {
        return List.copyOf(injected);
    }

    /** Until the sale closes. Returns the times without a majority. */
    public List<Interval> run(History history, Instant until, Findings findings) throws Exception {
        List<Interval> withoutMajority = new ArrayList<>();
        while (Instant.now().plus(BREATH).isBefore(until)) {
            Instant begun = Instant.now();
            Optional<Candidate> next =
                    pace.isCalm(scene.random()) ? Optional.empty() : next(Duration.between(begun, until));
            if (next.isPresent()) {
                inject(next.get().maker().make(), history, until, findings).ifPresent(withoutMajority::add);
                pause(most(BREATH, Duration.between(Instant.now(), begun.plus(pace.every()))));
            } else {
                pause(least(CALM, Duration.between(Instant.now(), until)));
            }
        }
        return withoutMajority;
    }

    private Optional<Candidate> next(Duration left) throws InterruptedException {
        boolean whole = scene.subject().isWhole();
        return catalogue.next(candidate -> candidate.fits(whole, left));
    }

    private Optional<Interval> inject(Fault fault, History history, Instant until, Findings findings) throws Exception {
        say.accept(fault.what());
        Instant at = Instant.now();
        long before = System.nanoTime();
        fault.inject().run();
        long injectedNanos = System.nanoTime();
        pause(fault.lasts());
        long healingNanos = System.nanoTime();
        fault.heal().run();
        long healedNanos = System.nanoTime();
        boolean back = Subject.await(
                least(fault.backWithin(), Duration.between(Instant.now(), until)),
                () -> history.acknowledgedSince(healedNanos));
        Duration took = Duration.ofNanos(System.nanoTime() - healedNanos);
        injected.add(new Injected(
                at,
                fault.kind(),
                fault.what(),
                fault.isolation(),
                Duration.ofNanos(healedNanos - before),
                back ? took : null));
        // Nobody wins after the closing, and what has no time until then has not failed.
        if (!back && Instant.now().isBefore(until)) {
            findings.add(
                    Promise.LIVENESS, "no win within " + fault.backWithin().toSeconds() + " s after: " + fault.what());
        }
        say.accept("  sells again after " + (back ? took.toMillis() + " ms" : "more than " + took.toMillis() + " ms"));
        if (fault.websWithoutMajority().isEmpty()) {
            return Optional.empty();
        }
        long end = Math.min(
                healingNanos, injectedNanos + fault.withoutMajorityFor().toNanos());
        return Optional.of(new Interval(injectedNanos, end, fault.websWithoutMajority(), fault.what()));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration most(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
