/**
 * When a node must not trust itself, or the others: clocks that differ, memory that runs out, shards whose owners are away, and being cut off
 * from a majority that goes on without it. What is to be refused then is said where it is refused.
 */
@NullMarked
package io.tapgrid.grid.watch;

import org.jspecify.annotations.NullMarked;
