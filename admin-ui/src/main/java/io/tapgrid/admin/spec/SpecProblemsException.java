package io.tapgrid.admin.spec;

import java.util.List;

/** A spec cannot be read; {@link #problems} are all of them, each {@code field: value (expected: …)}. */
public final class SpecProblemsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    SpecProblemsException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
