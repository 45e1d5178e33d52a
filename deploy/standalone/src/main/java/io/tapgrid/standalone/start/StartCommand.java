package io.tapgrid.standalone.start;

import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.process.PidFile;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the servers and stays in the foreground until Ctrl-C or {@code stop}. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts database, grid, shopper site and console, and stays in the foreground until Ctrl-C or "
                + "'tapgrid stop'. Data stays in ./data (TAPGRID_DATA). While a system is running already, waits until "
                + "it is ready and stays with it.")
public final class StartCommand implements Callable<Integer> {
    private static final Duration STOP_LIMIT = Duration.ofMinutes(5);

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "grid nodes, odd; fixed at the first start (default 1: inside the web process)")
    private @Nullable Integer nodes;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "shards, a power of two; fixed at the first start (default: one per core,"
                    + " at least 2, on one node; four per core, at least 8, on several)")
    private @Nullable Integer shards;

    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.of(System.getenv());
        DataFolder data = new DataFolder(settings.data());
        PidFile running = StandaloneSystem.supervisorPid(data);
        Optional<ProcessHandle> supervisor = running.process();
        if (supervisor.isPresent()) {
            return Attached.to(supervisor.get(), settings).stay(optional(nodes), optional(shards));
        }
        StandaloneSystem system = new StandaloneSystem(settings, Clock.systemUTC(), StartCommand::say);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(system), "stop"));
        return run(system, settings);
    }

    private Integer run(StandaloneSystem system, Settings settings) throws InterruptedException {
        try {
            system.start(optional(nodes), optional(shards));
            if (!system.isStopRequested()) {
                Addresses.print(settings);
                system.superviseUntilStopped();
            }
            return 0;
        } finally {
            system.stop();
            stopped.countDown();
        }
    }

    /** Runs in the shutdown hook, on Ctrl-C and SIGTERM: the JVM lives on until the main thread has stopped everything. */
    private void stopAndWait(StandaloneSystem system) {
        system.requestStop();
        try {
            if (!stopped.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
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

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
