/** A yardstick: the cheapest POST this server can answer, with the same login check as a grab. Off unless it is asked for. */
@NullMarked
package io.tapgrid.web.bench;

import org.jspecify.annotations.NullMarked;
