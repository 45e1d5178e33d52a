package io.tapgrid.standalone.demo;

import io.tapgrid.load.crowd.Crowd;
import io.tapgrid.load.crowd.CrowdPlan;
import io.tapgrid.load.crowd.CrowdReport;
import io.tapgrid.load.crowd.Venue;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.apply.ApplyFile;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.reconcile.ReconcileCommand;
import io.tapgrid.standalone.start.StandaloneSystem;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A whole sale on this machine. Uses the system that runs, if one does, and leaves it running. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Starts the servers, loads reservations, opens a sale by itself, lets a simulated crowd grab over "
                        + "HTTP and prints a report. Exits 0 only if every promise held.")
public final class DemoCommand implements Callable<Integer> {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("MMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final long STOP_MINUTES_MAX = 5;

    @Option(
            names = "--units",
            paramLabel = "N",
            description = "units on sale, over all items (default ${DEFAULT-VALUE})")
    private int units = 1_000;

    @Option(
            names = "--shoppers",
            paramLabel = "N",
            description = "shoppers with a reservation (default ${DEFAULT-VALUE})")
    private int shoppers = 20_000;

    @Option(names = "--items", paramLabel = "N", description = "items in the sale (default ${DEFAULT-VALUE})")
    private int items = 1;

    @Option(
            names = "--bots",
            paramLabel = "N",
            description = "shoppers without a reservation who repeat fast (default ${DEFAULT-VALUE})")
    private int bots = 200;

    @Option(names = "--seed", paramLabel = "N", description = "of the crowd's behaviour; the report names the one used")
    private @Nullable Long seed;

    @Option(names = "--keep", description = "leaves the servers up afterwards, until Ctrl-C")
    private boolean keep;

    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** The thread that waits for the crowd, while it does; guarded by this. */
    private @Nullable Thread selling;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Instant now = clock.instant();
        DemoPlan plan = new DemoPlan(
                "DEMO-" + NAME.format(now), units, shoppers, items, bots, seed == null ? now.getEpochSecond() : seed);
        Settings settings = Settings.of(System.getenv());
        if (!settings.devLogin()) {
            throw new CommandFailure(
                    "the crowd logs in at POST /dev/login, which TAPGRID_WEB_DEV_LOGIN=false switches off");
        }
        DataFolder data = new DataFolder(settings.data());
        if (StandaloneSystem.supervisorPid(data).process().isPresent()) {
            say("using the system that is running");
            return sell(plan, settings, data) ? 0 : 1;
        }
        StandaloneSystem system = new StandaloneSystem(settings, clock, DemoCommand::say);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(system), "stop"));
        return withOwn(system, plan, settings, data);
    }

    private Integer withOwn(StandaloneSystem system, DemoPlan plan, Settings settings, DataFolder data)
            throws InterruptedException, IOException {
        try {
            system.start(OptionalInt.empty(), OptionalInt.empty());
            boolean kept = !system.isStopRequested() && sellUnlessStopped(plan, settings, data);
            if (keep && !system.isStopRequested()) {
                say("the servers stay up until Ctrl-C: shoppers http://127.0.0.1:"
                        + settings.ports().http() + "/  console http://127.0.0.1:"
                        + settings.ports().admin() + "/");
                system.superviseUntilStopped();
            }
            return kept ? 0 : 1;
        } finally {
            system.stop();
            stopped.countDown();
        }
    }

    private boolean sellUnlessStopped(DemoPlan plan, Settings settings, DataFolder data) throws IOException {
        sellingIn(Thread.currentThread());
        try {
            return sell(plan, settings, data);
        } catch (InterruptedException stopRequested) {
            say("stopped before the sale was over");
            return false;
        } finally {
            sellingIn(null);
            // An interrupt that came after the last wait is not for what follows.
            var unused = Thread.interrupted();
        }
    }

    private synchronized void sellingIn(@Nullable Thread thread) {
        selling = thread;
    }

    private synchronized void stopSelling() {
        if (selling != null) {
            selling.interrupt();
        }
    }

    private boolean sell(DemoPlan plan, Settings settings, DataFolder data) throws InterruptedException, IOException {
        DemoFiles files = DemoFiles.write(data.root().resolve("demo").resolve(plan.saleId()), plan);
        ApplyFile apply = new ApplyFile(settings, data, clock, DemoCommand::say);
        apply.apply(files.sale());
        CrowdReport crowd = Crowd.run(crowdPlan(plan, settings, data, files), new DemoProgress());
        say("comparing grid and MySQL");
        long differences = ReconcileCommand.compare(settings, DemoCommand::say);
        DemoReport report = new DemoReport(plan, crowd, apply.conservation(plan.saleId()), differences);
        report.print(System.out);
        say(report.everyPromiseKept() ? "every promise was kept" : "a promise was broken");
        return report.everyPromiseKept();
    }

    private static CrowdPlan crowdPlan(DemoPlan plan, Settings settings, DataFolder data, DemoFiles files) {
        URI site = URI.create("http://127.0.0.1:" + settings.ports().http());
        Venue venue = new Venue(site, plan.saleId(), data.shopSecret(), plan.unitsBySku(), true);
        Duration within = Duration.ofMinutes(5).plusSeconds(plan.shoppers() / 500);
        return CrowdPlan.of(venue, files.reservations())
                .withBots(plan.bots())
                .withSeed(plan.seed())
                .within(within);
    }

    private void stopAndWait(StandaloneSystem system) {
        system.requestStop();
        stopSelling();
        try {
            if (!stopped.await(STOP_MINUTES_MAX, TimeUnit.MINUTES)) {
                say("gave up waiting for the stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(String message) {
        System.out.println("tapgrid: " + message);
        System.out.flush();
    }
}
