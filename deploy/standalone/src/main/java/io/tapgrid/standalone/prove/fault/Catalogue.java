package io.tapgrid.standalone.prove.fault;

import io.tapgrid.standalone.prove.host.Clocks;
import io.tapgrid.standalone.prove.host.Disks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All faults that a run may inject, dealt like cards: shuffled, and each comes once before any comes again. What does not fit
 * the moment stays on top for a better one.
 */
public final class Catalogue {
    private final List<Candidate> all;
    private final Scene scene;
    private final Deque<Candidate> stack = new ArrayDeque<>();

    private Catalogue(List<Candidate> all, Scene scene) {
        this.all = List.copyOf(all);
        this.scene = scene;
    }

    /**
     * Those of the kinds, as far as the machine allows them.
     *
     * @param mysqlStopped how long MySQL stands still where it does
     */
    public static Catalogue of(
            Scene scene, Set<FaultKind> kinds, Optional<Disks> disks, Optional<Clocks> clocks, Duration mysqlStopped) {
        ProcessFaults processes = new ProcessFaults(scene);
        List<Candidate> all = new ArrayList<>();
        all.addAll(processes.kills());
        all.addAll(processes.pauses());
        all.addAll(processes.restarts());
        scene.wires().ifPresent(wires -> all.addAll(new WireFaults(scene, wires).all()));
        all.addAll(new MySqlFaults(scene, mysqlStopped).all());
        disks.ifPresent(it -> all.addAll(new DiskFaults(scene, it).all()));
        clocks.ifPresent(it -> all.addAll(new ClockFaults(it).all()));
        all.addAll(new OperatorFaults(scene).all());
        all.removeIf(candidate -> !kinds.contains(candidate.kind()));
        return new Catalogue(all, scene);
    }

    /** The topmost that fits; empty where none does. */
    public Optional<Candidate> next(Predicate<Candidate> fits) {
        if (stack.size() < all.size()) {
            List<Candidate> more = new ArrayList<>(all);
            Collections.shuffle(more, scene.random());
            stack.addAll(more);
        }
        for (Iterator<Candidate> candidates = stack.iterator(); candidates.hasNext(); ) {
            Candidate candidate = candidates.next();
            if (fits.test(candidate)) {
                candidates.remove();
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
