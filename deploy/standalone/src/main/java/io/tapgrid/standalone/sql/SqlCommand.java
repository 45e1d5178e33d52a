package io.tapgrid.standalone.sql;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.GridAddresses;
import io.tapgrid.standalone.data.Settings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Opens the shell, or runs the statements given one after another until one fails; exit code 1 when one did. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "A shell on the grid's SQL, schema TAPGRID. The views of sql/grid/ are there.")
public final class SqlCommand implements Callable<Integer> {
    @Option(
            names = "-e",
            paramLabel = "STATEMENT",
            description = "Prints the answer and exits; may be given several times.")
    private List<String> statements = List.of();

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.of(System.getenv());
        String url = "jdbc:ignite:thin://" + String.join(",", GridAddresses.of(settings)) + "/TAPGRID"
                + (settings.tls().isPresent() ? ReaderSockets.IN_URL : "");
        requireConnection(url);
        SqlShell shell = new SqlShell(url);
        boolean allWell = statements.isEmpty() ? shell.converse() : runAll(shell);
        return allWell ? 0 : 1;
    }

    private boolean runAll(SqlShell shell) throws IOException {
        for (String statement : statements) {
            if (!shell.run(statement, System.out, System.err)) {
                return false;
            }
        }
        return true;
    }

    /** Sqlline would print a stack trace and open a shell without a connection. */
    private static void requireConnection(String url) {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.getMetaData();
        } catch (SQLException problem) {
            throw new CommandFailure(
                    "cannot reach the grid's SQL at " + url + ": " + problem.getMessage() + " (is it started?)",
                    problem);
        }
    }
}
