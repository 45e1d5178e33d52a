/** The console's way into the grid, as an Ignite client. The only package of the console that knows Ignite. */
@NullMarked
package io.tapgrid.admin.grid;

import org.jspecify.annotations.NullMarked;
