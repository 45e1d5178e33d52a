/**
 * Everything on one machine: starts and watches the database, the grid nodes, the web process and the console, and holds the verbs of
 * {@code ./tapgrid}. The only place that sees both the web tier and the grid node.
 */
@NullMarked
package io.tapgrid.standalone;

import org.jspecify.annotations.NullMarked;
