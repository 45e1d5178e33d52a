/**
 * Sales as the grid keeps them: every node's copy of the terms, the changes that operators make, the walk that the clock makes,
 * the barrier that tells when all shards have applied a change, and the board that pages are made from. Which change is allowed and which
 * state is due is the domain's business; units are moved in {@code stock}.
 */
@NullMarked
package io.tapgrid.grid.sale;

import org.jspecify.annotations.NullMarked;
