package io.tapgrid.standalone.restore;

import io.tapgrid.domain.Shards;
import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.grid.salvage.Losses;
import io.tapgrid.grid.salvage.Salvage;
import io.tapgrid.grid.salvage.SalvagedDisk;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.NodeFolders;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.process.PidFile;
import io.tapgrid.standalone.start.Composition;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.ignite.IgniteException;
import picocli.CommandLine.Command;

/** Reads the disks that are left of a grid that cannot start, brings what they know to MySQL, and says what may be missing there. */
@Command(
        name = "salvage",
        mixinStandardHelpOptions = true,
        description = "Brings to MySQL what is left on the disks of a grid that cannot start any more, and says what"
                + " may be missing there. Reads copies of the disks and changes nothing on them.")
public final class SalvageCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.of(System.getenv());
        DataFolder data = new DataFolder(settings.data());
        ClusterShape shape = ClusterShape.read(data.clusterFile())
                .orElseThrow(() ->
                        new CommandFailure("there is no " + data.clusterFile() + " (was this system ever started?)"));
        requireStopped(data);
        NodeFolders folders = NodeFolders.of(settings, shape);
        if (folders.withRows().isEmpty()) {
            throw new CommandFailure("no node has rows in " + folders.grid() + ": there is nothing to bring to MySQL");
        }
        SalvageReport report = new SalvageReport(data.root().resolve("salvage"));
        DatabaseAlone.run(settings, mysql -> {
            List<SalvagedDisk> disks = read(settings, shape, folders, mysql, report);
            tell(mysql, shape, disks, report);
        });
        report.next(folders.grid());
        return report.isWhole() ? 0 : 1;
    }

    private static void requireStopped(DataFolder data) {
        for (PidFile pid : PidFile.allIn(data.run(), data.root())) {
            if (!pid.name().equals("mysql") && pid.process().isPresent()) {
                throw new CommandFailure(pid.name() + " is running; ./tapgrid stop first");
            }
        }
    }

    private List<SalvagedDisk> read(
            Settings settings, ClusterShape shape, NodeFolders folders, DatabaseSettings mysql, SalvageReport report)
            throws SQLException, IOException {
        for (int node : folders.withoutRows()) {
            report.empty(node);
        }
        List<SalvagedDisk> disks = new ArrayList<>();
        try (Salvage salvage = new Salvage(mysql, clock)) {
            Composition composition = new Composition(settings, new DataFolder(settings.data()), shape, mysql);
            Path springXml = settings.home().resolve("config/grid-node.xml");
            for (int node : folders.withRows()) {
                try {
                    SalvagedDisk disk = salvage.from(composition.nodeConfig(node), springXml, report.folder());
                    disks.add(disk);
                    report.read(disk);
                } catch (IgniteException | IllegalStateException | IOException unreadable) {
                    report.unreadable(node, unreadable);
                }
            }
        }
        return disks;
    }

    private void tell(DatabaseSettings mysql, ClusterShape shape, List<SalvagedDisk> disks, SalvageReport report)
            throws SQLException, IOException {
        try (Losses losses = new Losses(mysql, new Shards(shape.shards()), clock)) {
            report.losses(losses, disks, disks.size() < shape.nodes());
        }
    }
}
