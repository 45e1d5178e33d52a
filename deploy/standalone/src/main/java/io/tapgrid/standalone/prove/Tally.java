package io.tapgrid.standalone.prove;

import io.tapgrid.standalone.prove.traffic.History;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Sums over rounds. One thread. */
final class Tally {
    private long operations;
    private long unknown;
    private long acknowledgements;
    private long purchases;
    private final Map<String, Long> outcomes = new TreeMap<>();

    void add(History history, long rows) {
        operations += history.operations();
        unknown += history.unknown();
        acknowledgements += history.acknowledgements().size();
        purchases += rows;
        history.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
    }

    long operations() {
        return operations;
    }

    long unknown() {
        return unknown;
    }

    long acknowledgements() {
        return acknowledgements;
    }

    long purchases() {
        return purchases;
    }

    Map<String, Long> outcomes() {
        return Collections.unmodifiableMap(outcomes);
    }
}
