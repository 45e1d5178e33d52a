package io.tapgrid.standalone.apply;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
        DataFolder data = new DataFolder(settings.data());
        ConsoleApi api = new ConsoleApi(settings.ports().admin(), data.read(data.apiKey()));
        Applier applier = new Applier(api, new FirstApply(data.root()), Clock.systemUTC(), System.out::println);
        List<Applier.Step> steps = applier.plan(SaleFile.read(file));
        steps.forEach(step -> step.lines().forEach(System.out::println));
        if (steps.stream().anyMatch(Applier.Step::changesSomething)) {
            confirm();
        }
        for (Applier.Step step : steps) {
            applier.carryOut(step);
        }
        return 0;
    }

    @SuppressWarnings("SystemConsoleNull") // after Java 22 it is never null; Tapgrid runs on 17
    private void confirm() {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw new CommandFailure("not applied: this is no terminal to ask on; say --yes");
        }
        String answer = console.readLine("Apply? [y/N] ");
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw new CommandFailure("not applied");
        }
    }
}
