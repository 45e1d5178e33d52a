/**
 * Compares the grid with MySQL, row by row, from a process of its own: what stands in one and not in the other, and which
 * columns differ. Works on a living system: what differs at first sight is looked at again, since shipping takes a moment.
 *
 * <p>Memory is bounded: rows are compared shard by shard, and a large shard in several slices. Nothing is changed.
 */
@NullMarked
package io.tapgrid.grid.reconcile;

import org.jspecify.annotations.NullMarked;
