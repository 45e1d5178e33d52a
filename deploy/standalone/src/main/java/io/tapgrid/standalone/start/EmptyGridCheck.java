package io.tapgrid.standalone.start;

import io.tapgrid.domain.Shards;
import io.tapgrid.grid.restore.ColdStart;
import io.tapgrid.grid.restore.ColdStartRefusedException;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.DatabaseAccess;
import io.tapgrid.standalone.data.NodeFolders;
import io.tapgrid.standalone.data.Settings;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks at the grid's disks before anything is started for them, so that a refusal is said in the terminal. Where there is no grid data at all, MySQL
 * is asked whether that is right; where more disks are empty than a shard has backups, some shards have no copy any more. The nodes decide both again
 * for themselves.
 */
final class EmptyGridCheck {
    private EmptyGridCheck() {}

    /** @param backups how many copies a shard has beside its first */
    static void require(Settings settings, ClusterShape shape, int backups, Consumer<String> progress) {
        NodeFolders folders = NodeFolders.of(settings, shape);
        if (folders.exist()) {
            requireCopies(folders, backups);
        } else {
            requireRestorable(settings, shape, progress);
        }
    }

    private static void requireCopies(NodeFolders folders, int backups) {
        List<Integer> empty = folders.withoutRows();
        if (!folders.withRows().isEmpty() && empty.size() > backups) {
            throw new CommandFailure("nothing is in " + folders.grid() + " of " + names(empty) + ", but "
                    + names(folders.withRows())
                    + " has rows: with so many disks lost, some shards have no copy any more."
                    + " Bring their data back if it can be had; if not, follow deploy/runbook.md");
        }
    }

    private static String names(List<Integer> nodes) {
        return nodes.stream().map(Composition::nodeName).collect(Collectors.joining(", "));
    }

    private static void requireRestorable(Settings settings, ClusterShape shape, Consumer<String> progress) {
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
