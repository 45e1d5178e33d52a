/** What operators see of a grid node: its metrics, and whether it is ready. */
@NullMarked
package io.tapgrid.grid.ops;

import org.jspecify.annotations.NullMarked;
