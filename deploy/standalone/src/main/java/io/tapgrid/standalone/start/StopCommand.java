package io.tapgrid.standalone.start;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.mysql.EmbeddedDatabase;
import io.tapgrid.standalone.mysql.EmbeddedDatabaseSettings;
import io.tapgrid.standalone.process.Drain;
import io.tapgrid.standalone.process.Gone;
import io.tapgrid.standalone.process.Orphans;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** Ends what {@code start} started, from another terminal. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description =
                "Stops the running servers; the journal is brought to MySQL first, and exits 1 where that could not be done."
                        + " Harmless when nothing runs.")
public final class StopCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Override
    public Integer call() throws InterruptedException, IOException {
        Settings settings = Settings.of(System.getenv());
        DataFolder data = new DataFolder(settings.data());
        Optional<ProcessHandle> supervisor =
                StandaloneSystem.supervisorPid(data).process();
        if (supervisor.isPresent()) {
            stop(supervisor.get(), data);
        } else {
            stopLeftOver(settings, data);
        }
        return 0;
    }

    private static void stop(ProcessHandle supervisor, DataFolder data) throws InterruptedException {
        System.out.println("tapgrid: stopping (pid " + supervisor.pid() + ")");
        supervisor.destroy();
        if (!Gone.within(LIMIT, supervisor)) {
            throw new CommandFailure("process " + supervisor.pid() + " does not stop; see its output");
        }
        if (!new DrainMark(data.run()).isThere()) {
            throw notDrained(data);
        }
        System.out.println("tapgrid: stopped");
    }

    private static CommandFailure notDrained(DataFolder data) {
        return new CommandFailure(
                "stopped, but the journal was not drained: MySQL may lack the last changes until the next"
                        + " start, which goes on with it (logs: " + data.logs() + ")");
    }

    /** The supervisor is gone, but what it had started may not be: drained as well, where a node is left. */
    private static void stopLeftOver(Settings settings, DataFolder data) throws InterruptedException, IOException {
        if (!Files.isDirectory(data.run())) {
            System.out.println("tapgrid: nothing is running");
            return;
        }
        List<InetSocketAddress> nodes = nodesLeftOver(settings, data);
        DrainMark mark = new DrainMark(data.run());
        if (!nodes.isEmpty()) {
            mark.remove();
            if (new Drain(StopCommand::say).ask(nodes)) {
                mark.leave();
            }
        }
        new Orphans(data.run(), settings.data(), ProcessHandle.current().pid()).end(StopCommand::say);
        if (!settings.hasExternalMysql()) {
            EmbeddedDatabase.stopAnyOf(EmbeddedDatabaseSettings.below(
                    settings.data(), settings.ports().mysql()));
        }
        if (!nodes.isEmpty() && !mark.isThere()) {
            throw notDrained(data);
        }
        System.out.println("tapgrid: nothing is running any more");
    }

    /** Management addresses of the nodes that are alive. */
    private static List<InetSocketAddress> nodesLeftOver(Settings settings, DataFolder data) {
        return ClusterShape.read(data.clusterFile())
                .map(shape -> IntStream.rangeClosed(1, shape.nodes())
                        .filter(index -> StandaloneSystem.pid(data, Composition.carrierOf(index, shape))
                                .process()
                                .isPresent())
                        .mapToObj(settings::nodeManagement)
                        .toList())
                .orElse(List.of());
    }

    private static void say(String message) {
        System.out.println("tapgrid: " + message);
    }
}
