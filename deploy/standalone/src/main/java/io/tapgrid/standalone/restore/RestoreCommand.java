package io.tapgrid.standalone.restore;

import io.tapgrid.grid.restore.LossAcceptance;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.NodeFolders;
import io.tapgrid.standalone.data.Settings;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Leaves in MySQL that the loss is accepted; the next start with an empty grid restores what is there, with the sales
 * PAUSED, and takes the word back. Starts the embedded database for it when that is not running. Refuses while disks of
 * the grid have rows: the word would lie in wait for a grid that is emptied later.
 */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Lets the next start restore an empty grid from MySQL although something may be missing there.")
public final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--accept-loss", description = "says that you have read what may be missing")
    private boolean acceptLoss;

    @Override
    public Integer call() throws IOException {
        if (!acceptLoss) {
            throw new CommandFailure("what may be missing is said by the start that refuses; when you have read it:"
                    + " ./tapgrid restore --accept-loss");
        }
        Settings settings = Settings.of(System.getenv());
        ClusterShape.read(new DataFolder(settings.data()).clusterFile())
                .ifPresent(shape -> requireNoRows(NodeFolders.of(settings, shape)));
        DatabaseAlone.run(
                settings, mysql -> LossAcceptance.give(mysql, Clock.systemUTC().instant()));
        System.out.println("accepted: the next ./tapgrid start restores what MySQL holds and leaves the sales PAUSED");
        return 0;
    }

    static void requireNoRows(NodeFolders folders) {
        if (!folders.withRows().isEmpty()) {
            throw new CommandFailure(folders.grid() + " has the rows of nodes " + folders.withRows()
                    + ". If ./tapgrid start refuses them, bring what they know to MySQL (./tapgrid salvage) and move the"
                    + " folder away first; see deploy/runbook.md");
        }
    }
}
