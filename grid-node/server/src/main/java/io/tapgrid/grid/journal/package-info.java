/**
 * The journal's own language: how the events of one committed batch become bytes and events again.
 *
 * <p>Here are the format, its version, its limits and its checks. Not here: when an entry is written (the grid task does
 * that, in the transaction of the change) and who reads it (the shipper).
 */
@NullMarked
package io.tapgrid.grid.journal;

import org.jspecify.annotations.NullMarked;
