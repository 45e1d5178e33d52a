package io.tapgrid.standalone.start;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.process.Gone;
import io.tapgrid.standalone.process.Health;
import java.time.Duration;
import java.util.OptionalInt;

/** A start that found a system running: it waits with it for readiness and stays until that system ends. */
final class Attached {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int LOOKS_MAX = 480;

    private final ProcessHandle supervisor;
    private final Settings settings;

    private Attached(ProcessHandle supervisor, Settings settings) {
        this.supervisor = supervisor;
        this.settings = settings;
    }

    static Attached to(ProcessHandle supervisor, Settings settings) {
        return new Attached(supervisor, settings);
    }

    int stay(OptionalInt nodes, OptionalInt shards) throws InterruptedException {
        ClusterShape.settle(new DataFolder(settings.data()).clusterFile(), nodes, shards);
        System.out.println("tapgrid: already running (pid " + supervisor.pid() + "); waiting until it is ready");
        awaitReady();
        Addresses.print(settings);
        while (!Gone.is(supervisor)) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        System.out.println("tapgrid: stopped");
        return 0;
    }

    private void awaitReady() throws InterruptedException {
        Health health = new Health();
        for (int look = 0; look < LOOKS_MAX && !Gone.is(supervisor); look++) {
            if (health.isReady(settings.webManagement(1)) && health.isReady(settings.consoleManagement())) {
                return;
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        throw new CommandFailure("the running system (pid " + supervisor.pid() + ") is not ready; see "
                + new DataFolder(settings.data()).logs());
    }
}
