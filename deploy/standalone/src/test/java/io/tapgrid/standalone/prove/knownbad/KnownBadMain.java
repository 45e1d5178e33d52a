package io.tapgrid.standalone.prove.knownbad;

import io.tapgrid.standalone.prove.ProveCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** {@code prove} over a bad build: its name, and then the options of {@code prove}. */
public final class KnownBadMain {
    private KnownBadMain() {}

    public static void main(String[] arguments) throws IOException {
        KnownBad bad = KnownBad.valueOf(arguments[0]);
        Path jar = PlantingAgent.jar(Path.of(System.getenv("TAPGRID_DATA")));
        ProveCommand prove =
                new ProveCommand(process -> process.equals("mysql") ? List.of() : PlantingAgent.launcher(jar, bad));
        System.exit(new CommandLine(prove).execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
}
