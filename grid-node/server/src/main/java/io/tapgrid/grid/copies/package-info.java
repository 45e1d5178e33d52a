/**
 * Whether the copies of a shard are the same: each node makes a digest of what it keeps, and one node compares them. Asked for by operators
 * and by the proof, at quiet moments; nothing of it is on the way of a grab.
 */
@NullMarked
package io.tapgrid.grid.copies;

import org.jspecify.annotations.NullMarked;
