package io.tapgrid.standalone;

import io.tapgrid.standalone.apply.ApplyCommand;
import io.tapgrid.standalone.bench.BenchCommand;
import io.tapgrid.standalone.demo.DemoCommand;
import io.tapgrid.standalone.doctor.DoctorCommand;
import io.tapgrid.standalone.prove.ProveCommand;
import io.tapgrid.standalone.reconcile.ReconcileCommand;
import io.tapgrid.standalone.restore.RestoreCommand;
import io.tapgrid.standalone.restore.SalvageCommand;
import io.tapgrid.standalone.sql.SqlCommand;
import io.tapgrid.standalone.start.StartCommand;
import io.tapgrid.standalone.start.StopCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The verbs of {@code ./tapgrid} that run in Java. */
@Command(
        name = "tapgrid",
        mixinStandardHelpOptions = true,
        description = "A flash-sale engine.",
        subcommands = {
            DemoCommand.class,
            StartCommand.class,
            StopCommand.class,
            ApplyCommand.class,
            SqlCommand.class,
            ReconcileCommand.class,
            RestoreCommand.class,
            SalvageCommand.class,
            DoctorCommand.class,
            ProveCommand.class,
            BenchCommand.class
        })
public final class Main {
    private static final int EXIT_USAGE = 2;

    Main() {}

    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new Main())
                .setParameterExceptionHandler(Main::usage)
                .setExecutionExceptionHandler(Main::failure);
        System.exit(commandLine.execute(arguments));
    }

    private static int usage(ParameterException problem, String[] arguments) {
        System.err.println("tapgrid: " + problem.getMessage() + " (try --help)");
        return EXIT_USAGE;
    }

    private static int failure(Exception problem, CommandLine commandLine, CommandLine.ParseResult result) {
        if (problem instanceof CommandFailure) {
            System.err.println("tapgrid: " + problem.getMessage());
        } else {
            System.err.println("tapgrid: " + commandLine.getCommandName() + " failed unexpectedly: " + problem);
            problem.printStackTrace();
        }
        return commandLine.getCommandSpec().exitCodeOnExecutionException();
    }
}
