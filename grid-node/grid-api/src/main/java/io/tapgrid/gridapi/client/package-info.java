/** How a process without data of its own joins the grid: web processes and the console are Ignite clients made here. */
@NullMarked
package io.tapgrid.gridapi.client;

import org.jspecify.annotations.NullMarked;
