package io.tapgrid.standalone.bench;

import io.tapgrid.load.http.DriverOptions;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Target;
import io.tapgrid.load.site.Site;
import io.tapgrid.load.speed.Asking;
import io.tapgrid.load.speed.Meter;
import io.tapgrid.load.speed.Quiet;
import io.tapgrid.load.speed.SaleFiles;
import io.tapgrid.load.speed.ServerProcesses;
import io.tapgrid.load.speed.SessionTokens;
import io.tapgrid.standalone.apply.ApplyFile;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.process.Health;
import io.tapgrid.standalone.process.MetricsPage;
import io.tapgrid.standalone.reconcile.ReconcileCommand;
import io.tapgrid.standalone.start.SupervisedSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A fresh system with its sales and shoppers, and the driver before it: where something is measured. */
final class Ground implements AutoCloseable {

    static final int CONNECTIONS = 64;

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(5);

    private final Bench bench;
    private final int nodes;
    private final Settings settings;
    private final SupervisedSystem system;
    private final HttpDriver driver;
    private final Site site;
    private final ServerProcesses servers;

    private Ground(Bench bench, int nodes, Settings settings, SupervisedSystem system) throws IOException {
        this.bench = bench;
        this.nodes = nodes;
        this.settings = settings;
        this.system = system;
        this.site = new Site(
                Target.of(URI.create("http://127.0.0.1:" + settings.ports().http())));
        this.driver = driver(CONNECTIONS);
        this.servers = ServerProcesses.of(new DataFolder(settings.data()).run());
    }

    static Ground start(Bench bench, int nodes) throws IOException, InterruptedException {
        bench.say().accept("starting a system of " + (nodes == 1 ? "one node" : nodes + " nodes"));
        Path data = BenchFolder.emptied(bench.folder().resolve("system"));
        Settings settings = Settings.embedded(bench.home(), data, FreePorts.find());
        return new Ground(
                bench,
                nodes,
                settings,
                SupervisedSystem.start(
                        settings, nodes, new ProgressLog(bench.folder().resolve("progress.log")), () -> {}));
    }

    Site site() {
        return site;
    }

    DataFolder data() {
        return new DataFolder(settings.data());
    }

    /** Another driver before the same site; the caller closes it. */
    HttpDriver driver(int connections) {
        return HttpDriver.start(
                site.target(),
                DriverOptions.defaults().withConnections(connections).withAnswerWithin(ANSWER_WITHIN));
    }

    void apply(SaleFiles sales) throws IOException, InterruptedException {
        Path file = sales.write(bench.folder().resolve("sales"), sales.ids().get(0) + ".yaml");
        new ApplyFile(settings, data(), Clock.systemUTC(), line -> {}).apply(file);
    }

    /** Their tokens, when all of the sales are open. */
    String[] open(SaleFiles sales, int shoppers) throws IOException, InterruptedException {
        String[] tokens = SessionTokens.mint(driver, site, shoppers);
        for (String sale : sales.ids()) {
            asking().awaitOpen(sale);
        }
        return tokens;
    }

    Asking asking() {
        return new Asking(driver, site);
    }

    /** When the system has nothing left to do. */
    Meter meter() throws IOException, InterruptedException {
        Duration idle = Duration.ofSeconds(bench.sizes().idleSeconds());
        Quiet.observe(servers, idle).await(QUIET_WITHIN);
        return new Meter(driver, CONNECTIONS, servers, Quiet.observe(servers, idle), metrics());
    }

    /** Bytes of the region that the rows are in, over all nodes. */
    long regionBytes() throws IOException, InterruptedException {
        long sum = 0;
        for (int node = 1; node <= nodes; node++) {
            sum += MetricsPage.read(settings.nodeManagement(node))
                    .value("tapgrid_grid_region_bytes{region=\"tapgrid\"}");
        }
        return sum;
    }

    private List<URI> metrics() {
        List<URI> pages = new ArrayList<>(List.of(Health.uri(settings.webManagement(1), MetricsPage.PATH)));
        for (int node = 1; nodes > 1 && node <= nodes; node++) {
            pages.add(Health.uri(settings.nodeManagement(node), MetricsPage.PATH));
        }
        return pages;
    }

    /** Compares with MySQL, and sees whether every process is still the one that was started. */
    void check(String what, Findings findings) throws IOException {
        bench.say().accept("comparing grid and MySQL");
        long differences = ReconcileCommand.compare(settings, bench.say());
        if (differences > 0) {
            findings.trouble(what + ": " + differences + " rows differ between grid and MySQL");
        }
        if (!ServerProcesses.of(data().run()).pids().equals(servers.pids()) || !servers.areAlive()) {
            findings.trouble(what + ": a process died (see progress.log and the logs of the data folder)");
        }
    }

    @Override
    public void close() {
        driver.close();
        system.close();
    }
}
