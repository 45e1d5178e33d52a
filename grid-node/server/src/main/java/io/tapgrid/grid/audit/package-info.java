/** Who changed what: rows written in the transaction of the change, and how they are read. Called by {@code sale} and {@code stock}. */
@NullMarked
package io.tapgrid.grid.audit;

import org.jspecify.annotations.NullMarked;
