package io.tapgrid.domain.simulation;

import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.ShardCommand;
import org.jspecify.annotations.Nullable;

/** What stands in a shard's order: a command, or a change of the sale that every shard has to apply. */
record SimJob(@Nullable ShardCommand command, @Nullable Sale change) {
    static SimJob of(ShardCommand command) {
        return new SimJob(command, null);
    }

    static SimJob of(Sale change) {
        return new SimJob(null, change);
    }
}
