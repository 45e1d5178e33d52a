package io.tapgrid.standalone.prove.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Processes that die, freeze, or are restarted one by one. The supervisor starts again what died. */
final class ProcessFaults {
    /** Less than it takes the supervisor to start one again. */
    private static final Duration CERTAINLY_GONE = Duration.ofMillis(1_500);

    private static final Duration SALES_BETWEEN = Duration.ofSeconds(6);
    private static final Duration TERMINATE_WITHIN = Duration.ofSeconds(60);
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);

    private static final Duration ROOM_FOR_A_NODE = Duration.ofSeconds(50);
    private static final Duration ROOM_BESIDES = Duration.ofSeconds(40);

    private final Scene scene;

    ProcessFaults(Scene scene) {
        this.scene = scene;
    }

    List<Candidate> kills() {
        return List.of(
                Candidate.ofAWhole(FaultKind.KILL, () -> kill(scene.anyNode(), "a node")),
                Candidate.ofAWhole(
                        FaultKind.KILL,
                        () -> kill(scene.grid().primaryOfTheHottestShard(), "the primary of the hottest shard")),
                Candidate.ofAWhole(FaultKind.KILL, () -> kill(scene.grid().oldestNode(), "the oldest node")),
                Candidate.anyTime(FaultKind.KILL, () -> kill(scene.anyWeb(), "a web process")),
                Candidate.ofAMajority(FaultKind.KILL, this::killTwo),
                Candidate.ofAMajority(FaultKind.KILL, this::killTwoWithSalesBetween),
                Candidate.ofAMajority(FaultKind.KILL, this::killEverything));
    }

    /** Shorter than a node may be silent, and longer. */
    List<Candidate> pauses() {
        return List.of(
                Candidate.anyTime(FaultKind.PAUSE, () -> pause(scene.anyWeb(), seconds(1), seconds(10))),
                Candidate.ofAWhole(FaultKind.PAUSE, () -> pause(scene.anyNode(), seconds(1), seconds(2))),
                Candidate.ofAWhole(FaultKind.PAUSE, () -> pause(scene.anyNode(), seconds(4), seconds(12))),
                Candidate.ofAWhole(
                        FaultKind.PAUSE,
                        () -> pause(scene.grid().primaryOfTheHottestShard(), seconds(12), seconds(30))));
    }

    List<Candidate> restarts() {
        Duration room = ROOM_BESIDES.plus(
                ROOM_FOR_A_NODE.multipliedBy(scene.subject().nodes().size()));
        return List.of(new Candidate(FaultKind.RESTART, true, room, this::rollingRestart));
    }

    private Fault kill(String name, String who) {
        return Fault.momentary(
                FaultKind.KILL,
                "kill -9 of " + name + ", " + who,
                () -> scene.subject().kill(List.of(name)));
    }

    private Fault killTwo() {
        List<String> nodes = new ArrayList<>(scene.subject().nodes());
        Collections.shuffle(nodes, scene.random());
        List<String> two = nodes.subList(0, Math.min(2, nodes.size()));
        return new Fault(
                FaultKind.KILL,
                "kill -9 of " + String.join(" and ", two),
                CERTAINLY_GONE,
                Fault.AFTER_THE_DEATH_OF_ALL,
                false,
                scene.allWebs(),
                CERTAINLY_GONE,
                () -> scene.subject().kill(two),
                () -> {});
    }

    /** The second has what was sold when the first was away already, and they come back in either order. */
    private Fault killTwoWithSalesBetween() {
        List<String> nodes = new ArrayList<>(scene.subject().nodes());
        Collections.shuffle(nodes, scene.random());
        String first = nodes.get(0);
        String second = nodes.get(nodes.size() - 1);
        return Fault.momentary(
                        FaultKind.KILL,
                        "kill -9 of " + first + ", and " + SALES_BETWEEN.toSeconds() + " s later of " + second,
                        () -> {
                            scene.subject().kill(List.of(first));
                            LockSupport.parkNanos(SALES_BETWEEN.toNanos());
                            scene.subject().kill(List.of(second));
                        })
                .backWithin(Fault.AFTER_THE_DEATH_OF_ALL);
    }

    private Fault killEverything() {
        return Fault.momentary(
                        FaultKind.KILL,
                        "kill -9 of everything: nodes, web processes, console, MySQL",
                        () -> scene.subject().kill(scene.subject().names()))
                .backWithin(Fault.AFTER_THE_DEATH_OF_ALL);
    }

    private Fault pause(String name, Duration least, Duration most) {
        Duration lasts = scene.between(least, most);
        return Fault.of(
                FaultKind.PAUSE,
                name + " frozen for " + lasts.toMillis() + " ms",
                lasts,
                () -> scene.subject().freeze(name),
                () -> scene.subject().thaw(name));
    }

    private Fault rollingRestart() {
        return Fault.momentary(FaultKind.RESTART, "all nodes restarted, one after the other", () -> {
            for (String node : scene.subject().nodes()) {
                scene.subject().terminate(node, TERMINATE_WITHIN);
                if (!scene.subject().awaitWhole(READY_WITHIN)) {
                    throw new IllegalStateException(node + " did not become ready again");
                }
            }
        });
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
