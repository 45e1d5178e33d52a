/**
 * A crowd over HTTP: open-loop arrivals, per-request latency, and a tally of what the shoppers were told. Knows the public contract
 * only, so that it would notice if the system stopped keeping it. Used by the demo and by the measurements.
 */
@NullMarked
package io.tapgrid.load;

import org.jspecify.annotations.NullMarked;
