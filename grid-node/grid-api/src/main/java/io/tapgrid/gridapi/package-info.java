/**
 * What crosses the wire between a grid node and everybody who calls it: cache names and keys, rows, commands, replies, and the
 * port {@code SaleGrid} behind which callers do not see Ignite. Plain final classes, since Ignite cannot marshal records. No rules
 * (they are in the domain) and nothing that only a server needs. Called by the web tier, the console and the grid itself.
 */
@NullMarked
package io.tapgrid.gridapi;

import org.jspecify.annotations.NullMarked;
