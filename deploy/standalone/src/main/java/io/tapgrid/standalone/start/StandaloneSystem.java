package io.tapgrid.standalone.start;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.DatabaseAccess;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.process.ChildSpec;
import io.tapgrid.standalone.process.Drain;
import io.tapgrid.standalone.process.Orphans;
import io.tapgrid.standalone.process.PidFile;
import io.tapgrid.standalone.process.Supervisor;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything on one machine, from the first process to the last. Started and stopped by one thread; {@link #requestStop}
 * may come from any.
 *
 * <table>
 * <caption>Crash points</caption>
 * <tr><th>killed</th><th>left behind</th><th>repaired by</th></tr>
 * <tr><td>a child</td><td>its pid file</td><td>the supervisor starts it again</td></tr>
 * <tr><td>the supervisor</td><td>its children, working</td><td>the next start ends them, adopts the database and
 * starts anew</td></tr>
 * <tr><td>everything</td><td>the data folder</td><td>the next start finds every acknowledged change</td></tr>
 * </table>
 */
public final class StandaloneSystem {
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration WEB_GRACE = Duration.ofSeconds(90);
    private static final Duration NODE_GRACE = Duration.ofSeconds(60);
    private static final Duration CONSOLE_GRACE = Duration.ofSeconds(10);

    private final Settings settings;
    private final DataFolder data;
    private final Consumer<String> progress;
    private final Supervisor supervisor;
    private final Database database;

    /** Set when a start begins to start things: where it was refused there is nothing to stop, and nothing is said of it. */
    private @Nullable ClusterShape shape;

    public StandaloneSystem(Settings settings, Clock clock, Consumer<String> progress) {
        this.settings = settings;
        this.data = new DataFolder(settings.data());
        this.progress = progress;
        this.supervisor = new Supervisor(clock, progress);
        this.database = new Database(settings, clock, progress);
    }

    public static PidFile supervisorPid(DataFolder data) {
        return pid(data, "supervisor");
    }

    /** Starts everything and waits until shoppers can be served. On failure what was started is ended again. */
    public void start(OptionalInt nodes, OptionalInt shards) throws InterruptedException {
        data.create();
        ClusterShape settled = ClusterShape.settle(data.clusterFile(), nodes, shards);
        supervisorPid(data).write(ProcessHandle.current().pid());
        new DrainMark(data.run()).remove();
        if (data.makeSecrets()) {
            progress.accept(
                    "admin password: " + data.read(data.adminPassword()) + "  (kept in " + data.adminPassword() + ")");
        }
        new Orphans(data.run(), settings.data(), ProcessHandle.current().pid()).end(progress);
        Ports.requireFree(settings, settled);
        shape = settled;
        database.start();
        Composition composition = new Composition(settings, data, settled, DatabaseAccess.of(settings));
        EmptyGridCheck.require(
                settings, settled, composition.nodeConfig(1).cluster().backups(), progress);
        for (ChildSpec child : composition.children()) {
            progress.accept("starting " + child.name());
            supervisor.start(child, pid(data, child.name()));
        }
        if (!supervisor.awaitReady(READY_WITHIN) && !supervisor.isStopRequested()) {
            throw new CommandFailure("the system did not become ready; see the logs in " + data.logs());
        }
    }

    /** Keeps everything running until {@link #requestStop}. */
    public void superviseUntilStopped() throws InterruptedException {
        supervisor.superviseUntilStopped(database::keepRunning);
    }

    /** Whether somebody wants it to end, perhaps before it was ready. */
    public boolean isStopRequested() {
        return supervisor.isStopRequested();
    }

    public void requestStop() {
        supervisor.requestStop();
    }

    /**
     * Ends everything in order: no more shoppers, the journal drained into MySQL, the nodes, the console, MySQL. A web
     * process with the node inside goes on answering while that drains: nothing is sold any more, and shoppers are told
     * to ask again.
     */
    public void stop() throws InterruptedException {
        ClusterShape running = shape;
        if (running != null) {
            progress.accept("stopping");
        }
        if (running != null && supervisor.hasStartedAny()) {
            stopSelling(running);
        }
        end(Composition.CONSOLE, CONSOLE_GRACE);
        database.stop();
        supervisorPid(data).delete();
        if (running != null) {
            progress.accept("stopped");
        }
    }

    private void stopSelling(ClusterShape running) throws InterruptedException {
        if (running.nodes() > 1) {
            endWebs();
        }
        drain(running);
        endWebs();
        for (int index = 1; index <= running.nodes(); index++) {
            end(Composition.nodeName(index), NODE_GRACE);
        }
    }

    private void endWebs() throws InterruptedException {
        for (int index = 1; index <= settings.webs(); index++) {
            end(Composition.webName(index), WEB_GRACE);
        }
    }

    /** Asks our own nodes alone: on a port that was taken before we came, another system may listen. */
    private void drain(ClusterShape running) throws InterruptedException {
        List<InetSocketAddress> nodes = IntStream.rangeClosed(1, running.nodes())
                .filter(index -> supervisor.isAlive(Composition.carrierOf(index, running)))
                .mapToObj(settings::nodeManagement)
                .toList();
        if (new Drain(progress).ask(nodes)) {
            new DrainMark(data.run()).leave();
        }
    }

    private void end(String name, Duration grace) throws InterruptedException {
        if (!supervisor.end(name, grace)) {
            progress.accept(name + " had to be killed (log: " + data.log(name) + ")");
        }
    }

    static PidFile pid(DataFolder data, String name) {
        return new PidFile(data.run().resolve(name + ".pid"), data.root());
    }
}
