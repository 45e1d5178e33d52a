package io.tapgrid.standalone.start;

import io.tapgrid.domain.Shards;
import io.tapgrid.grid.restore.ColdStart;
import io.tapgrid.grid.restore.ColdStartRefusedException;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.DatabaseAccess;
import io.tapgrid.standalone.data.Settings;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Asks MySQL before the grid does, when this machine has no grid data at all: a refusal is then said in the terminal,
 * and nothing needs to be started for it. The node decides it again for itself.
 */
final class EmptyGridCheck {
    private EmptyGridCheck() {}

    static void require(Settings settings, ClusterShape shape, Consumer<String> progress) {
        if (Files.exists(settings.data().resolve("grid"))) {
            return;
        }
        try {
            ColdStart.check(DatabaseAccess.of(settings), new Shards(shape.shards()), Clock.systemUTC());
        } catch (ColdStartRefusedException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused);
        } catch (SQLException unavailable) {
            progress.accept(
                    "MySQL does not answer; the grid is empty and waits for it (" + unavailable.getMessage() + ")");
        }
    }
}
