/**
 * What happens when a grid without rows meets a MySQL with them. A drained stop leaves a record in MySQL that says how
 * far each shard had come; a start that finds the grid empty restores from MySQL only if MySQL has come exactly that far.
 *
 * <p>Here are the record, the decision and the restoring. When they run is up to whoever starts and stops a node;
 * nothing here is asked while a sale is on.
 */
@NullMarked
package io.tapgrid.grid.restore;

import org.jspecify.annotations.NullMarked;
