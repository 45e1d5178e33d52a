/**
 * Keys and rows of the grid's caches: plain final classes, since Ignite cannot marshal records, and the one class that turns them into
 * what the domain knows and back. Times are UTC with microseconds, as SQL shows them. No rules, no Ignite but the mark of the affinity
 * field.
 */
@NullMarked
package io.tapgrid.gridapi.row;

import org.jspecify.annotations.NullMarked;
