package io.tapgrid.standalone.restore;

import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.DatabaseAccess;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.mysql.EmbeddedDatabase;
import io.tapgrid.standalone.mysql.EmbeddedDatabaseSettings;
import java.io.IOException;
import java.sql.SQLException;

/** MySQL without the rest of the system: the embedded one is started for what is to be done, unless it runs already, an external one is just used. */
final class DatabaseAlone {
    private DatabaseAlone() {}

    /** Something that needs MySQL. */
    @FunctionalInterface
    interface Work {
        void with(DatabaseSettings mysql) throws SQLException, IOException;
    }

    static void run(Settings settings, Work work) throws IOException {
        if (settings.hasExternalMysql()) {
            attempt(settings, work);
            return;
        }
        EmbeddedDatabaseSettings files =
                EmbeddedDatabaseSettings.below(settings.data(), settings.ports().mysql());
        boolean wasRunning = EmbeddedDatabase.isRunning(files);
        EmbeddedDatabase database = EmbeddedDatabase.start(files);
        try {
            attempt(settings, work);
        } finally {
            if (!wasRunning) {
                database.stop();
            }
        }
    }

    private static void attempt(Settings settings, Work work) throws IOException {
        try {
            work.with(DatabaseAccess.of(settings));
        } catch (SQLException failed) {
            throw new CommandFailure("MySQL could not be read or written: " + failed.getMessage(), failed);
        }
    }
}
