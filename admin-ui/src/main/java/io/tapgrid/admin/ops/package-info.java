/** Health and metrics of the console's process, on a port of their own. */
@NullMarked
package io.tapgrid.admin.ops;

import org.jspecify.annotations.NullMarked;
