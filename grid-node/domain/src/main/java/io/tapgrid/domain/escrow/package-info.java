/**
 * Units on their way between an item's pool and its slices. Each rule here decides one transaction over two shards (the
 * pool's and the slice's): it returns the events for either journal and the rows they lead to. Whoever runs it locks both
 * heads, ascending, and writes both sides or none. What happens inside one shard is in {@code shard}, the rows are in
 * {@code stock}.
 */
@NullMarked
package io.tapgrid.domain.escrow;

import org.jspecify.annotations.NullMarked;
