package io.tapgrid.standalone.prove.fault;

import java.time.Duration;
import java.util.List;

/** MySQL that dies, stands still, takes no writes, takes one connection, or refuses a row. No shopper may notice any of it. */
final class MySqlFaults {
    private static final String PROCESS = "mysql";
    private static final String ACCOUNT = "'tapgrid'@'%s'";

    private final Scene scene;
    private final Duration stopped;
    private final boolean onLoopback;

    MySqlFaults(Scene scene, Duration stopped) {
        this.scene = scene;
        this.stopped = stopped;
        this.onLoopback = scene.wires().isEmpty();
    }

    List<Candidate> all() {
        return List.of(
                candidate(() -> Fault.momentary(
                        FaultKind.MYSQL,
                        "kill -9 of MySQL",
                        () -> scene.subject().kill(List.of(PROCESS)))),
                candidate(this::stopped),
                candidate(this::readOnly),
                candidate(this::oneConnection),
                candidate(this::refusedRow));
    }

    private static Candidate candidate(Candidate.Maker maker) {
        return Candidate.anyTime(FaultKind.MYSQL, maker);
    }

    private Fault stopped() {
        return Fault.of(
                FaultKind.MYSQL,
                "MySQL frozen for " + stopped.toSeconds() + " s",
                stopped,
                () -> scene.subject().freeze(PROCESS),
                () -> scene.subject().thaw(PROCESS));
    }

    private Fault readOnly() {
        return Fault.of(
                FaultKind.MYSQL,
                "MySQL read-only",
                Duration.ofSeconds(6),
                () -> scene.mysql().administer("SET GLOBAL read_only = 1"),
                () -> scene.mysql().administer("SET GLOBAL read_only = 0"));
    }

    private Fault oneConnection() {
        return Fault.of(
                FaultKind.MYSQL,
                "MySQL takes one connection",
                Duration.ofSeconds(6),
                () -> {
                    connections(1);
                    scene.mysql().administer("KILL USER " + account());
                },
                () -> connections(0));
    }

    private void connections(int most) throws Exception {
        scene.mysql().administer("ALTER USER " + account() + " WITH MAX_USER_CONNECTIONS " + most);
    }

    /** Rows of some shoppers are refused for what they are; the others must flow on. */
    private Fault refusedRow() {
        return Fault.of(
                FaultKind.MYSQL,
                "MySQL refuses rows of some shoppers",
                Duration.ofSeconds(4),
                () -> scene.mysql()
                        .administer(
                                "CREATE OR REPLACE TRIGGER tapgrid.refused BEFORE INSERT ON tapgrid.purchase FOR EACH ROW"
                                        + " BEGIN IF NEW.uid LIKE '%77' THEN SIGNAL SQLSTATE '22001' SET MESSAGE_TEXT ="
                                        + " 'refused for the proof'; END IF; END"),
                () -> scene.mysql().administer("DROP TRIGGER IF EXISTS tapgrid.refused"));
    }

    private String account() {
        return ACCOUNT.formatted(onLoopback ? "127.0.0.1" : "%");
    }
}
