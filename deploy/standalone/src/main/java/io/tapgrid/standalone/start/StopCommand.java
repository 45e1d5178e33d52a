package io.tapgrid.standalone.start;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.mysql.EmbeddedDatabase;
import io.tapgrid.standalone.mysql.EmbeddedDatabaseSettings;
import io.tapgrid.standalone.process.Gone;
import io.tapgrid.standalone.process.Orphans;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Ends what {@code start} started, from another terminal. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stops the running servers; the journal is brought to MySQL first. Harmless when nothing runs.")
public final class StopCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Override
    public Integer call() throws InterruptedException, IOException {
        Settings settings = Settings.of(System.getenv());
        DataFolder data = new DataFolder(settings.data());
        Optional<ProcessHandle> supervisor =
                StandaloneSystem.supervisorPid(data).process();
        if (supervisor.isPresent()) {
            stop(supervisor.get());
        } else {
            stopLeftOver(settings, data);
        }
        return 0;
    }

    private static void stop(ProcessHandle supervisor) throws InterruptedException {
        System.out.println("tapgrid: stopping (pid " + supervisor.pid() + ")");
        supervisor.destroy();
        if (!Gone.within(LIMIT, supervisor)) {
            throw new CommandFailure("process " + supervisor.pid() + " does not stop; see its output");
        }
        System.out.println("tapgrid: stopped");
    }

    /** The supervisor is gone, but what it had started may not be. */
    private static void stopLeftOver(Settings settings, DataFolder data) throws InterruptedException, IOException {
        if (!Files.isDirectory(data.run())) {
            System.out.println("tapgrid: nothing is running");
            return;
        }
        new Orphans(data.run(), settings.data(), ProcessHandle.current().pid()).end(System.out::println);
        if (!settings.hasExternalMysql()) {
            EmbeddedDatabase.stopAnyOf(EmbeddedDatabaseSettings.below(
                    settings.data(), settings.ports().mysql()));
        }
        System.out.println("tapgrid: nothing is running any more");
    }
}
