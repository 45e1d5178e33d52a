/**
 * How much a system takes, by open loop: the highest rate it sustains, how long people wait below it, and what is left of
 * it when ten times as many come. Knows requests and outcomes, no system.
 */
@NullMarked
package io.tapgrid.load.limit;

import org.jspecify.annotations.NullMarked;
