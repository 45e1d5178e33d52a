/** {@code ./tapgrid reconcile}: the comparison itself is the grid module's; here are the command and its addresses. */
@NullMarked
package io.tapgrid.standalone.reconcile;

import org.jspecify.annotations.NullMarked;
