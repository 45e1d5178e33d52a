package io.tapgrid.standalone.prove.system;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.process.Gone;
import io.tapgrid.standalone.process.Health;
import io.tapgrid.standalone.process.MetricsPage;
import io.tapgrid.standalone.process.PidFile;
import io.tapgrid.standalone.prove.host.Tool;
import io.tapgrid.standalone.start.SupervisedSystem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The system under proof: the one that {@code ./tapgrid start} makes, supervised as there by a thread of this process.
 * Its processes are known by the names of their pid files. Any thread, one at a time.
 */
public final class Subject implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(20);

    private final Settings settings;
    private final int nodes;
    private final DataFolder data;
    private final SupervisedSystem system;
    private final Health health = new Health();

    /** Returns when shoppers can be served. */
    public Subject(Settings settings, int nodes, Consumer<String> progress) throws InterruptedException {
        this.settings = settings;
        this.nodes = nodes;
        this.data = new DataFolder(settings.data());
        this.system = SupervisedSystem.start(
                settings, nodes, progress, () -> names(nodes, settings.webs()).forEach(this::thaw));
    }

    /** The processes of such a system, MySQL included. */
    public static List<String> names(int nodes, int webs) {
        List<String> names = new ArrayList<>();
        names.addAll(numbered("node-", nodes));
        names.addAll(numbered("web-", webs));
        names.add("console");
        names.add("mysql");
        return names;
    }

    /** Ends everything, killed or not. */
    @Override
    public void close() {
        system.close();
    }

    public Settings settings() {
        return settings;
    }

    public DataFolder data() {
        return data;
    }

    public List<String> nodes() {
        return numbered("node-", nodes);
    }

    public List<String> webs() {
        return numbered("web-", settings.webs());
    }

    public List<String> names() {
        return names(nodes, settings.webs());
    }

    /** The rest of the nodes. */
    public List<String> nodesBut(String one) {
        return nodes().stream().filter(node -> !node.equals(one)).toList();
    }

    /** {@code kill -9}, one after the other without a pause; returns when they are gone. Who is gone already is passed over. */
    public void kill(List<String> names) throws InterruptedException {
        List<ProcessHandle> killed = new ArrayList<>();
        for (String name : names) {
            pidFile(name).process().ifPresent(killed::add);
        }
        killed.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : killed) {
            if (!Gone.within(GONE_WITHIN, process)) {
                throw new CommandFailure("process " + process.pid() + " does not die");
            }
        }
    }

    /** SIGTERM, and waits until it is gone. */
    public void terminate(String name, Duration limit) throws InterruptedException {
        Optional<ProcessHandle> process = pidFile(name).process();
        if (process.isPresent()) {
            process.get().destroy();
            if (!Gone.within(limit, process.get())) {
                throw new CommandFailure(name + " does not end within " + limit.toSeconds() + " s of SIGTERM");
            }
        }
    }

    public void freeze(String name) {
        pidFile(name).process().ifPresent(process -> signal(process, "STOP"));
    }

    public void thaw(String name) {
        pidFile(name).process().ifPresent(process -> signal(process, "CONT"));
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            Tool.run("kill", "-" + signal, Long.toString(process.pid()));
        } catch (IOException gone) {
            // It died meanwhile, and is started again as from any death.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public Optional<ProcessHandle> process(String name) {
        return pidFile(name).process();
    }

    private PidFile pidFile(String name) {
        return new PidFile(data.run().resolve(name + ".pid"), data.root());
    }

    public boolean isReady(String name) throws InterruptedException {
        return health.isReady(management(name));
    }

    /** Where a process has its health and metrics; MySQL has none. */
    public InetSocketAddress management(String name) {
        int index = name.indexOf('-') < 0 ? 0 : Integer.parseInt(name.substring(name.indexOf('-') + 1));
        if (name.startsWith("node-")) {
            return settings.nodeManagement(index);
        }
        return name.startsWith("web-") ? settings.webManagement(index) : settings.consoleManagement();
    }

    /** Nodes, web processes and console. */
    private boolean isAllReady() throws InterruptedException {
        for (String name : names()) {
            if (!name.equals("mysql") && !isReady(name)) {
                return false;
            }
        }
        return true;
    }

    /** All ready, and every node sees all of them: one that was frozen takes itself for ready until it hears that it is not. */
    public boolean isWhole() throws InterruptedException {
        if (!isAllReady()) {
            return false;
        }
        for (int index = 1; index <= nodes; index++) {
            if (serversSeenBy(index) != nodes) {
                return false;
            }
        }
        return true;
    }

    private long serversSeenBy(int node) throws InterruptedException {
        try {
            return MetricsPage.read(settings.nodeManagement(node)).value("tapgrid_grid_servers");
        } catch (IOException away) {
            return 0;
        }
    }

    /** Whether it came to that within the limit. */
    public boolean awaitWhole(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isWhole()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            system.requireSupervised();
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    /** Whether it came to that within the limit. */
    public static boolean await(Duration limit, BooleanSupplier reached) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }
}
