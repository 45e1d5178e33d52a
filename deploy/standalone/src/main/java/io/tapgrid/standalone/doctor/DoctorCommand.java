package io.tapgrid.standalone.doctor;

import io.tapgrid.standalone.data.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints every finding; the exit code is 1 when one of them is a problem. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks JDK, memory, ports, disk, clock and limits, and says what to do.")
public final class DoctorCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        List<Finding> findings = new Examination(Settings.of(System.getenv()), Clock.systemUTC()).findings();
        findings.forEach(finding -> {
            System.out.printf("%-8s %s%n", finding.level().name().toLowerCase(Locale.ROOT), finding.what());
            if (!finding.remedy().isEmpty()) {
                System.out.printf("%-8s → %s%n", "", finding.remedy());
            }
        });
        boolean problem = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.PROBLEM);
        System.out.println(problem ? "tapgrid: there are problems" : "tapgrid: fit to run");
        return problem ? 1 : 0;
    }
}
