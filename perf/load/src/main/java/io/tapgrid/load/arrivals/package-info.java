/**
 * Open-loop load: when requests are due is fixed beforehand and does not wait for the server. Holds the shapes of
 * arrival over time, and a run that sends a fixed number of requests in such a shape.
 */
@NullMarked
package io.tapgrid.load.arrivals;

import org.jspecify.annotations.NullMarked;
