/**
 * The port for SQL and thin clients, through which the grid can be looked at and not changed. What is asked is compared with a list of what
 * only reads; everything else is refused here, before Ignite sees it; and what is read for too long, or into too much memory, ends. Used by {@code GridNode}; what runs inside the grid does not come by
 * here and costs nothing more.
 */
@NullMarked
package io.tapgrid.grid.readonly;

import org.jspecify.annotations.NullMarked;
