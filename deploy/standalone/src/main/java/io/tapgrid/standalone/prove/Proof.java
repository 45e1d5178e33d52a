package io.tapgrid.standalone.prove;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.prove.check.Findings;
import io.tapgrid.standalone.prove.check.Promise;
import io.tapgrid.standalone.prove.fault.Catalogue;
import io.tapgrid.standalone.prove.fault.FaultKind;
import io.tapgrid.standalone.prove.fault.Injector;
import io.tapgrid.standalone.prove.fault.Scene;
import io.tapgrid.standalone.prove.host.Clocks;
import io.tapgrid.standalone.prove.host.Disks;
import io.tapgrid.standalone.prove.host.LaunchExtras;
import io.tapgrid.standalone.prove.host.OwnNetwork;
import io.tapgrid.standalone.prove.host.Place;
import io.tapgrid.standalone.prove.host.Places;
import io.tapgrid.standalone.prove.soak.Soak;
import io.tapgrid.standalone.prove.system.Operator;
import io.tapgrid.standalone.prove.system.Subject;
import io.tapgrid.standalone.prove.traffic.History;
import io.tapgrid.standalone.prove.traffic.SaleTerms;
import io.tapgrid.standalone.reconcile.ReconcileCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** A run from the first process to the verdict. */
final class Proof {
    /** Of what the system sustains, where no rate is given. */
    private static final double SHARE_OF_THE_LIMIT = 0.6;

    private ProvePlan plan;
    private final Settings settings;
    private final LaunchExtras planted;
    private final Consumer<String> say;
    private final Findings findings = new Findings();
    private final Tally tally = new Tally();

    /** @param planted what is put before command lines besides; nothing but in tests of this very tool */
    Proof(ProvePlan plan, Settings settings, LaunchExtras planted, Consumer<String> say) {
        this.plan = plan;
        this.settings = settings;
        this.planted = planted;
        this.say = say;
    }

    /** Ends everything it started. What stops it half way is no verdict but an exception. */
    Verdict run(String commit) throws Exception {
        Instant startedAt = Instant.now();
        long begun = System.nanoTime();
        List<String> names = Subject.names(plan.nodes(), plan.webs());
        DataFolder data = new DataFolder(settings.data());
        data.create();
        Optional<Clocks> clocks = plan.faults().contains(FaultKind.CLOCK)
                ? Clocks.of("node-" + plan.nodes(), settings.data().resolve("clocks"))
                : Optional.empty();
        LaunchExtras extras =
                clocks.<LaunchExtras>map(it -> it).orElse(LaunchExtras.none()).and(planted);
        try (Place place = Places.make(names, extras)) {
            Optional<Disks> disks = disks();
            try (Subject subject = new Subject(settings.at(place, plan.webs()), plan.nodes(), say)) {
                Scene scene = new Scene(
                        subject,
                        new Operator(subject.settings(), data.read(data.apiKey())),
                        place.wires(),
                        new Random(plan.seed()));
                if (plan.rate() == ProvePlan.RATE_OF_THE_LIMIT) {
                    plan = plan.withRate(rate(scene));
                }
                Optional<Soak> soak = plan.soak() ? Optional.of(new Soak(subject, scene.grid())) : Optional.empty();
                Injector injector = new Injector(
                        scene,
                        Catalogue.of(scene, plan.faults(), disks, clocks, plan.mysqlStopped()),
                        plan.pace(),
                        say);
                rounds(scene, injector, soak);
                reconcile(scene);
                return new Verdict(
                        startedAt,
                        commit,
                        plan,
                        place.describe(),
                        Duration.ofNanos(System.nanoTime() - begun),
                        tally,
                        injector.injected(),
                        findings,
                        soak);
            }
        }
    }

    /** Only where they are seen by nobody else. */
    private Optional<Disks> disks() throws InterruptedException {
        return OwnNetwork.isInside() && plan.faults().contains(FaultKind.DISK)
                ? Optional.of(Disks.mount(
                        settings.data().resolve("grid"),
                        Subject.names(plan.nodes(), 0).stream()
                                .filter(name -> name.startsWith("node-"))
                                .toList()))
                : Optional.empty();
    }

    private int rate(Scene scene) throws Exception {
        say.accept("measuring what the system takes");
        int sustained = new Calibration(scene, settings.data().resolve("history-calibration.tsv.gz"), say).sustained();
        int rate = (int) (SHARE_OF_THE_LIMIT * sustained);
        say.accept(sustained + " requests a second are sustained; from now on " + rate);
        if (rate == 0) {
            throw new CommandFailure("the system sustains no rate at all on this machine");
        }
        return rate;
    }

    private void rounds(Scene scene, Injector injector, Optional<Soak> soak) throws Exception {
        for (int index = 0; index < plan.rounds(); index++) {
            SaleTerms sale = Round.sale(index, plan);
            say.accept("%s of %d: %s, reservations %s, until %s"
                    .formatted(
                            sale.id(),
                            plan.rounds(),
                            sale.rule(),
                            sale.reservationRequired() ? "required" : "not needed",
                            sale.closesAt()));
            boolean soundBefore = findings.none();
            Path file = settings.data().resolve("history-" + sale.id() + ".tsv.gz");
            try (History history = new History(file)) {
                long rows =
                        new Round(scene, injector, sale, plan, say, findings).run(history, plan.seed() * 1_000 + index);
                tally.add(history, rows);
                if (soak.isPresent()) {
                    soak.get().look(sale.id(), history);
                }
            }
            if (soundBefore && findings.none()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Every row of every table; what MySQL was made to refuse is known. */
    private void reconcile(Scene scene) throws SQLException {
        Set<String> refused = scene.mysql().refusedPurchases();
        var unused = ReconcileCommand.compare(scene.subject().settings(), line -> {
            say.accept("reconcile: " + line);
            if (isDifference(line) && refused.stream().noneMatch(id -> line.startsWith("purchase " + id + ":"))) {
                findings.add(Promise.GRID_IS_MYSQL, line);
            }
        });
    }

    private static boolean isDifference(String line) {
        return line.contains(": only in ") || line.contains(" in MySQL");
    }
}
