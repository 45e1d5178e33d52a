package io.tapgrid.standalone.restore;

import io.tapgrid.grid.restore.LossAcceptance;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.DatabaseAccess;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.mysql.EmbeddedDatabase;
import io.tapgrid.standalone.mysql.EmbeddedDatabaseSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Leaves in MySQL that the loss is accepted; the next start with an empty grid restores what is there, with the sales
 * PAUSED, and takes the word back. Starts the embedded database for it when that is not running.
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
        if (settings.hasExternalMysql()) {
            accept(settings);
        } else {
            acceptInEmbedded(settings);
        }
        System.out.println("accepted: the next ./tapgrid start restores what MySQL holds and leaves the sales PAUSED");
        return 0;
    }

    private static void acceptInEmbedded(Settings settings) throws IOException {
        EmbeddedDatabaseSettings files =
                EmbeddedDatabaseSettings.below(settings.data(), settings.ports().mysql());
        boolean wasRunning = EmbeddedDatabase.isRunning(files);
        EmbeddedDatabase database = EmbeddedDatabase.start(files);
        try {
            accept(settings);
        } finally {
            if (!wasRunning) {
                database.stop();
            }
        }
    }

    private static void accept(Settings settings) {
        try {
            LossAcceptance.give(DatabaseAccess.of(settings), Clock.systemUTC().instant());
        } catch (SQLException failed) {
            throw new CommandFailure("MySQL could not be written: " + failed.getMessage(), failed);
        }
    }
}
