/**
 * What the kernel and the wire cost by themselves: nanoseconds and bytes a grab, in batches as they come. Run by
 * {@code perf/jmh/run}. JMH wants its classes open and public, so these are.
 */
@NullMarked
package io.tapgrid.jmh;

import org.jspecify.annotations.NullMarked;
