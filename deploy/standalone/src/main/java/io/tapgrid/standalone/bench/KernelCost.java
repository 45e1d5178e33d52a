package io.tapgrid.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The micro-benchmarks of {@code perf/jmh}, for the kernel and the wire, as their own program prints them. */
final class KernelCost {

    private KernelCost() {}

    static void run(Bench bench, Findings findings) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(bench.home().resolve("perf/jmh/run").toString()));
        if (bench.quick()) {
            command.add("--quick");
        }
        bench.say().accept("running " + String.join(" ", command));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            findings.trouble("jmh: perf/jmh/run ended with " + exit);
        }
        findings.section("Kernel and wire, without a grid", JmhOutput.table(output));
    }
}
