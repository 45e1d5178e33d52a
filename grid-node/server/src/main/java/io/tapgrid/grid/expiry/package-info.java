/**
 * Deadlines: which purchases are overdue is looked up on each node for its own shards; whether they really lapse is decided by a command in the
 * shard's order, like everything else.
 */
@NullMarked
package io.tapgrid.grid.expiry;

import org.jspecify.annotations.NullMarked;
