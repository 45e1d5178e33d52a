package io.tapgrid.standalone.prove.fault;

import io.tapgrid.standalone.prove.host.Wires;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Wires that are cut: around one node, through the middle, in one direction, on and off; and wires that are slow and lose. */
final class WireFaults {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(12);
    private static final Duration UNTIL_HEALED = Duration.ofMinutes(10);
    private static final int FLAPS = 8;

    private final Scene scene;
    private final Wires wires;

    WireFaults(Scene scene, Wires wires) {
        this.scene = scene;
        this.wires = wires;
    }

    List<Candidate> all() {
        return List.of(
                Candidate.ofAWhole(FaultKind.CUT, () -> isolate(scene.anyNode())),
                Candidate.ofAWhole(FaultKind.CUT, () -> isolate(scene.grid().primaryOfTheHottestShard())),
                Candidate.ofAWhole(FaultKind.CUT, this::halves),
                Candidate.ofAMajority(FaultKind.CUT, this::everyNodeAlone),
                Candidate.ofAWhole(FaultKind.CUT, this::deaf),
                Candidate.ofAWhole(FaultKind.CUT, this::mute),
                Candidate.ofAWhole(FaultKind.CUT, this::flapping),
                Candidate.ofAWhole(FaultKind.CUT, () -> narrow(scene.anyNode())),
                Candidate.anyTime(FaultKind.CUT, () -> narrow(scene.anyWeb())));
    }

    private Fault isolate(String node) {
        List<String> rest = others(node);
        return cut(node + " cut off from everything", both(List.of(node), rest), lasts())
                .isolating();
    }

    /** A web process is with the node that is alone: through it nothing may be sold. */
    private Fault halves() {
        String node = scene.anyNode();
        int web = scene.random().nextInt(scene.subject().webs().size());
        List<String> alone = List.of(node, scene.subject().webs().get(web));
        List<String> rest = new ArrayList<>(scene.subject().names());
        rest.removeAll(alone);
        return cut(String.join(" and ", alone) + " cut off from the rest", both(alone, rest), lasts())
                .isolating()
                .leavingNoMajorityTo(Set.of(web), UNTIL_HEALED);
    }

    private Fault everyNodeAlone() {
        List<String> nodes = scene.subject().nodes();
        List<String[]> cuts = new ArrayList<>();
        for (String one : nodes) {
            cuts.addAll(oneWay(List.of(one), scene.subject().nodesBut(one)));
        }
        return cut("every node cut off from the others", cuts, LONG)
                .isolating()
                .leavingNoMajorityTo(scene.allWebs(), UNTIL_HEALED)
                .backWithin(Fault.AFTER_THE_DEATH_OF_ALL);
    }

    private Fault deaf() {
        String node = scene.anyNode();
        return cut(node + " hears nobody and is heard", oneWay(others(node), List.of(node)), lasts())
                .isolating();
    }

    private Fault mute() {
        String node = scene.anyNode();
        return cut(node + " hears everybody and is not heard", oneWay(List.of(node), others(node)), lasts())
                .isolating();
    }

    private Fault flapping() {
        String node = scene.anyNode();
        List<String[]> cuts = both(List.of(node), others(node));
        Fault.Step heal = () -> join(cuts);
        return Fault.of(
                        FaultKind.CUT,
                        node + " cut off and joined again, " + FLAPS + " times",
                        Duration.ZERO,
                        () -> {
                            for (int flap = 0; flap < FLAPS; flap++) {
                                sever(cuts);
                                pause(200 + scene.random().nextInt(900));
                                join(cuts);
                                pause(100 + scene.random().nextInt(500));
                            }
                        },
                        heal)
                .isolating();
    }

    private Fault narrow(String process) {
        Duration lasts = scene.between(Duration.ofSeconds(3), Duration.ofSeconds(10));
        return Fault.of(
                FaultKind.CUT,
                process + " behind a slow and lossy link for " + lasts.toMillis() + " ms",
                lasts,
                () -> wires.narrow(process),
                () -> wires.widen(process));
    }

    private Fault cut(String what, List<String[]> cuts, Duration lasts) {
        return Fault.of(
                FaultKind.CUT, what + " for " + lasts.toMillis() + " ms", lasts, () -> sever(cuts), () -> join(cuts));
    }

    /** Below the time after which a node counts as dead in a third of the cases, above it in the others. */
    private Duration lasts() {
        return scene.random().nextInt(3) == 0
                ? scene.between(Duration.ofMillis(500), SHORT)
                : scene.between(Duration.ofSeconds(5), LONG);
    }

    private void sever(List<String[]> cuts) throws IOException, InterruptedException {
        for (String[] cut : cuts) {
            wires.cut(cut[0], cut[1]);
        }
    }

    private void join(List<String[]> cuts) throws IOException, InterruptedException {
        for (String[] cut : cuts) {
            wires.join(cut[0], cut[1]);
        }
    }

    private List<String> others(String process) {
        return scene.subject().names().stream()
                .filter(name -> !name.equals(process))
                .toList();
    }

    private static List<String[]> both(List<String> here, List<String> there) {
        List<String[]> cuts = new ArrayList<>(oneWay(here, there));
        cuts.addAll(oneWay(there, here));
        return cuts;
    }

    private static List<String[]> oneWay(List<String> from, List<String> to) {
        List<String[]> cuts = new ArrayList<>();
        for (String one : from) {
            for (String other : to) {
                cuts.add(new String[] {one, other});
            }
        }
        return cuts;
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
