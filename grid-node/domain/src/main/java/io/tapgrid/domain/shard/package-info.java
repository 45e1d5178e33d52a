/**
 * One shard as a processor of commands: a command is decided against a read-only {@link ShardView} into events and an
 * outcome, and applying the events to a {@link ShardState} is the only way anything changes. The grid's rows, the
 * in-memory grid and the simulator all run through here.
 */
@NullMarked
package io.tapgrid.domain.shard;

import org.jspecify.annotations.NullMarked;
