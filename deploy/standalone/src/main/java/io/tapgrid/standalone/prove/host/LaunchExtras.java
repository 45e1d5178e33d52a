package io.tapgrid.standalone.prove.host;

import java.util.ArrayList;
import java.util.List;

/** What is put before a process's command line besides its place: a wrong clock, a planted fault. */
@FunctionalInterface
public interface LaunchExtras {
    List<String> of(String process);

    static LaunchExtras none() {
        return process -> List.of();
    }

    /** This and then {@code other}. */
    default LaunchExtras and(LaunchExtras other) {
        return process -> {
            List<String> both = new ArrayList<>(of(process));
            both.addAll(other.of(process));
            return both;
        };
    }
}
