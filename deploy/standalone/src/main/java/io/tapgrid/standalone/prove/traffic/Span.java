package io.tapgrid.standalone.prove.traffic;

/**
 * From when to when a request was on its way, and through which web process, from 0.
 *
 * @param sent false where not one byte of it left
 */
record Span(long invokedNanos, long endedNanos, int web, boolean sent) {}
