package io.tapgrid.standalone.reconcile;

import io.tapgrid.grid.reconcile.Reconcile;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.DatabaseAccess;
import io.tapgrid.standalone.data.GridAddresses;
import io.tapgrid.standalone.data.Settings;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.ignite.IgniteException;
import org.apache.ignite.client.ClientException;
import picocli.CommandLine.Command;

/** Compares the running grid with its MySQL; exit code 1 when a row differs, 2 when one of them cannot be read. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description =
                "Compares the grid with MySQL row by row and prints each difference. Exits 1 if there is any, 2 if"
                        + " one of them cannot be read.",
        exitCodeOnExecutionException = 2)
public final class ReconcileCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return compare(Settings.of(System.getenv()), System.out::println) == 0 ? 0 : 1;
    }

    /** Says each difference, and returns how many rows differ. */
    public static long compare(Settings settings, Consumer<String> say) {
        List<String> grid = GridAddresses.of(settings);
        try {
            return new Reconcile(grid, DatabaseAccess.of(settings), settings.tls()).run(say);
        } catch (SQLException unreachable) {
            throw mysqlFailed(unreachable);
        } catch (IllegalArgumentException unreadable) {
            throw new CommandFailure(String.valueOf(unreadable.getMessage()), unreadable);
        } catch (IllegalStateException brokenOff) {
            if (brokenOff.getCause() instanceof SQLException inTheMiddle) {
                throw mysqlFailed(inTheMiddle);
            }
            throw brokenOff;
        } catch (ClientException | IgniteException unreachable) {
            throw new CommandFailure(
                    "cannot read the grid at " + String.join(", ", grid) + ": " + unreachable.getMessage()
                            + " (is it started?)",
                    unreachable);
        }
    }

    private static CommandFailure mysqlFailed(SQLException failure) {
        return new CommandFailure("cannot read MySQL: " + failure.getMessage() + " (is it started?)", failure);
    }
}
