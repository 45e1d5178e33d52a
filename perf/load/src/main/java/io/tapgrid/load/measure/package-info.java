/**
 * Counting and timing of requests, by what was asked and what came of it. Latency is handed in by the caller, measured
 * from when the request was meant to go out, so that a server that stalls cannot hide it by holding up the driver.
 */
@NullMarked
package io.tapgrid.load.measure;

import org.jspecify.annotations.NullMarked;
