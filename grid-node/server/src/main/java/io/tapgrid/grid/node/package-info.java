/**
 * A grid node as a process: its configuration, its caches, how it joins the others, when it serves, health and metrics. What it serves is
 * in the packages beside this one.
 */
@NullMarked
package io.tapgrid.grid.node;

import org.jspecify.annotations.NullMarked;
