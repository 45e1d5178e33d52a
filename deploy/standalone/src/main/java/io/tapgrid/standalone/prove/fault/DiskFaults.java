package io.tapgrid.standalone.prove.fault;

import io.tapgrid.standalone.prove.host.Disks;
import java.time.Duration;
import java.util.List;

/** A disk that is full: the node on it can write no more of its log of changes, and ends. */
final class DiskFaults {
    private final Scene scene;
    private final Disks disks;

    DiskFaults(Scene scene, Disks disks) {
        this.scene = scene;
        this.disks = disks;
    }

    List<Candidate> all() {
        return List.of(Candidate.ofAWhole(FaultKind.DISK, this::full));
    }

    private Fault full() {
        String node = scene.anyNode();
        return Fault.of(
                FaultKind.DISK,
                "the disk of " + node + " is full",
                Duration.ofSeconds(6),
                () -> disks.fill(node),
                () -> disks.free(node));
    }
}
