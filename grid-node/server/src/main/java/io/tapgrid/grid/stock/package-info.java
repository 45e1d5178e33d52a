/**
 * Stock in the grid: the transactions that move units between pools and slices, who asks for them and when, returns and what is collected for
 * a withdrawal, warm-up, an operator's adjustments and the reading of the conservation law. How many units move is decided by
 * {@code io.tapgrid.domain.escrow}; what happens inside one shard is the business of {@code shard}, which knows this package only as
 * {@code StockSupply}.
 */
@NullMarked
package io.tapgrid.grid.stock;

import org.jspecify.annotations.NullMarked;
