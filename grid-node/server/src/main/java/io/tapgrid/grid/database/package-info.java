/**
 * The way to MySQL: its address, connections to it, its tables' versions, and the few conversions every reader and writer
 * of those tables shares. Called by the shipper, the restore and the comparison; no shopper's request comes through here.
 */
@NullMarked
package io.tapgrid.grid.database;

import org.jspecify.annotations.NullMarked;
