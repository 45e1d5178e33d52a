package io.tapgrid.standalone.apply;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates or changes the sales of a YAML file. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Creates or changes sales from YAML: validates everything, shows what would change, asks, and "
                + "waits until the reservations beside the file are imported. The same file twice is harmless.")
public final class ApplyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "YAML, one document for each sale")
    private Path file = Path.of("");

    @Option(names = "--yes", description = "does not ask")
    private boolean yes;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.of(System.getenv());
        ApplyFile apply =
                new ApplyFile(settings, new DataFolder(settings.data()), Clock.systemUTC(), System.out::println);
        if (!apply.apply(file, this::confirmed)) {
            throw new CommandFailure("not applied");
        }
        return 0;
    }

    @SuppressWarnings("SystemConsoleNull") // after Java 22 it is never null; Tapgrid runs on 17
    private boolean confirmed() {
        if (yes) {
            return true;
        }
        Console console = System.console();
        if (console == null) {
            throw new CommandFailure("not applied: this is no terminal to ask on; say --yes");
        }
        String answer = console.readLine("Apply? [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
