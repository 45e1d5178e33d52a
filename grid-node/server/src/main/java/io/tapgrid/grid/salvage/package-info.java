/**
 * What to do with the disks that are left when so many were lost that some shards have no copy any more: read what each still knows, bring it to
 * MySQL, and say what may be missing there. A grid is then restored from MySQL as from any other ({@code restore}).
 *
 * <p>Asked by one operator's verb while everything else is stopped; no node that serves knows of it.
 */
@NullMarked
package io.tapgrid.grid.salvage;

import org.jspecify.annotations.NullMarked;
