/**
 * The console's process: the admin API by which sales are run. Only {@code io.tapgrid.admin.grid} knows that there is an Ignite behind
 * it. Not reachable from where shoppers are.
 */
@NullMarked
package io.tapgrid.admin;

import org.jspecify.annotations.NullMarked;
