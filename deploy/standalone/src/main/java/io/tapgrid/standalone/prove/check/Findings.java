package io.tapgrid.standalone.prove.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which promise was broken, how often, and the first examples. One thread. */
public final class Findings {
    private static final int EXAMPLES_MAX = 20;

    private final Map<Promise, Long> counts = new LinkedHashMap<>();
    private final List<String> examples = new ArrayList<>();

    public void add(Promise promise, String what) {
        counts.merge(promise, 1L, Long::sum);
        if (examples.size() < EXAMPLES_MAX) {
            examples.add(promise.label() + ": " + what);
        }
    }

    public boolean none() {
        return counts.isEmpty();
    }

    public Map<Promise, Long> counts() {
        return new LinkedHashMap<>(counts);
    }

    public List<String> examples() {
        return List.copyOf(examples);
    }
}
