package io.tapgrid.standalone.prove.traffic;

/**
 * A win that a shopper heard of for the first time, in the nanoseconds of {@link System#nanoTime}.
 *
 * @param web the web process that answered, from 0
 */
public record Acknowledgement(long invokedNanos, long answeredNanos, int web) {}
