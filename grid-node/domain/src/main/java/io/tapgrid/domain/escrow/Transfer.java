package io.tapgrid.domain.escrow;

import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import java.util.List;

/**
 * What a transaction over a pool and one slice comes to: the events in the pool's shard, those in the slice's shard, and
 * both rows afterwards. Without events nothing is to be written.
 */
public record Transfer(Pool pool, Slice slice, List<Event> poolEvents, List<Event> sliceEvents) {
    public Transfer {
        poolEvents = List.copyOf(poolEvents);
        sliceEvents = List.copyOf(sliceEvents);
    }

    static Transfer nothing(Pool pool, Slice slice) {
        return new Transfer(pool, slice, List.of(), List.of());
    }

    static Transfer of(Pool pool, Event poolEvent, Slice slice, Event sliceEvent) {
        return new Transfer(
                Events.apply(poolEvent, pool),
                Events.apply(sliceEvent, slice),
                List.of(poolEvent),
                List.of(sliceEvent));
    }

    public boolean changed() {
        return !poolEvents.isEmpty();
    }
}
