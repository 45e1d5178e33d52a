package io.tapgrid.standalone.prove;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.prove.fault.FaultKind;
import io.tapgrid.standalone.prove.host.LaunchExtras;
import io.tapgrid.standalone.prove.host.OwnNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs sales under load and faults, and says whether every promise held. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description =
                "Runs sales on this machine with real processes under open-loop load, injects faults, and says whether"
                        + " every promise held. Exits 0 if all did, 1 if one was broken, 2 if the run itself failed.",
        exitCodeOnExecutionException = 2)
public final class ProveCommand implements Callable<Integer> {
    /** Where the outside cannot be reached, this may send to addresses that are not the loopback's. */
    private static final String REMOTE_ALLOWED = "tapgrid.load.remote";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final double MINUTES = 6;
    private static final double MINUTES_OF_A_SOAK = 45;
    private static final int RATE = 200;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "length of all sales together (default 6, of a soak 45)")
    private @Nullable Double minutes;

    @Option(names = "--seed", paramLabel = "N", description = "of shoppers and faults; the report names the one used")
    private @Nullable Long seed;

    @Option(
            names = "--faults",
            paramLabel = "KINDS",
            description = "kill,pause,cut,mysql,disk,clock,restart,operator, or some of them (default: all)")
    private String faults = FaultKind.words();

    @Option(names = "--nodes", paramLabel = "N", description = "grid nodes, an odd number (default 3)")
    private int nodes = 3;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "requests a second (default 200; of a soak 60 % of what the system sustains, measured first)")
    private @Nullable Integer rate;

    @Option(names = "--report", paramLabel = "FILE", description = "writes the report as JSON")
    private @Nullable Path report;

    @Option(names = "--ledger", paramLabel = "FILE", description = "appends the run to a table in Markdown")
    private @Nullable Path ledger;

    @Option(
            names = "--soak",
            description =
                    "six sales with a fault every 30 s, and whether anything grows; writes a report to perf/results")
    private boolean soak;

    @Option(names = "--self-check", description = "instead: the proof over builds that are known to be bad")
    private boolean selfCheck;

    private final LaunchExtras planted;

    public ProveCommand() {
        this(LaunchExtras.none());
    }

    /**
     * A proof of the proof.
     *
     * @param planted what is put before the command lines of the system's processes
     */
    public ProveCommand(LaunchExtras planted) {
        this.planted = planted;
    }

    @Override
    public Integer call() throws Exception {
        if (selfCheck) {
            throw new CommandFailure("--self-check: needs the tests, which ./tapgrid builds; it takes no other option");
        }
        ProvePlan plan = plan();
        Optional<String> obstacle = OwnNetwork.obstacle();
        if (!OwnNetwork.isInside() && obstacle.isEmpty()) {
            return OwnNetwork.runInside();
        }
        if (OwnNetwork.isInside()) {
            System.setProperty(REMOTE_ALLOWED, "true");
        }
        obstacle.ifPresent(why -> say("no network of its own for each process (" + why + ")"));
        Settings settings = settings();
        say("seed " + plan.seed() + ", " + plan.length().toSeconds() + " s, " + plan.nodes() + " nodes, " + plan.webs()
                + " web processes, " + (plan.rate() == ProvePlan.RATE_OF_THE_LIMIT ? "60 % of the" : plan.rate())
                + " requests a second; data in " + settings.data());
        Verdict verdict = new Proof(plan, settings, planted, ProveCommand::say).run(Commit.of(settings.home()));
        verdict.lines().forEach(System.out::println);
        write(verdict, settings.home());
        return verdict.holds() && verdict.grown().isEmpty() ? 0 : 1;
    }

    private ProvePlan plan() {
        if (nodes < 1 || nodes % 2 == 0 || nodes > 9) {
            throw new CommandFailure("--nodes: " + nodes + " (expected: an odd number from 1 to 9)");
        }
        if (soak && nodes == 1) {
            throw new CommandFailure(
                    "--nodes: 1 (expected: 3 or more with --soak, which looks at each node's process)");
        }
        double length = minutes != null ? minutes : soak ? MINUTES_OF_A_SOAK : MINUTES;
        if (!(length >= 1 && length <= 24 * 60)) {
            throw new CommandFailure("--minutes: " + length + " (expected: 1 to 1440)");
        }
        int perSecond = rate != null ? rate : soak ? ProvePlan.RATE_OF_THE_LIMIT : RATE;
        if (rate != null && (rate < 10 || rate > 100_000)) {
            throw new CommandFailure("--rate: " + rate + " (expected: 10 to 100000 requests a second)");
        }
        long chosen = seed == null ? System.nanoTime() & 0xFFFFFF : seed;
        try {
            return new ProvePlan(
                    Duration.ofSeconds((long) (length * 60)),
                    chosen,
                    FaultKind.parse(faults),
                    nodes,
                    nodes == 1 ? 1 : 2,
                    perSecond,
                    soak);
        } catch (IllegalArgumentException unknownWord) {
            throw new CommandFailure(String.valueOf(unknownWord.getMessage()), unknownWord);
        }
    }

    /** Data of its own below the data folder, thrown away by the next run: a proof begins with an empty system. */
    private static Settings settings() throws IOException {
        Settings given = Settings.of(System.getenv());
        Path data = given.data().resolve("prove");
        Fresh.folder(data);
        return given.withData(data);
    }

    private void write(Verdict verdict, Path home) throws IOException {
        if (report != null) {
            Files.writeString(
                    report,
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(verdict.json()) + "\n");
            say("report in " + report);
        }
        if (verdict.soak().isPresent()) {
            say("written to " + SoakReport.write(home.resolve("perf/results"), verdict));
        }
        if (ledger != null) {
            LedgerFile.append(ledger, verdict);
        }
    }

    private static void say(String message) {
        System.out.println(TIME.format(Instant.now()) + " " + message);
        System.out.flush();
    }
}
