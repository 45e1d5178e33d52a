/**
 * The order of a shard: workers that take the commands of their shards in turn, and the money transaction in which a batch is read, decided,
 * written and journaled. Everything that changes a money row goes through {@link io.tapgrid.grid.shard.MoneyTransactions}. What is decided is
 * the domain's business.
 */
@NullMarked
package io.tapgrid.grid.shard;

import org.jspecify.annotations.NullMarked;
