package io.tapgrid.domain.escrow;

import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import java.util.List;
import java.util.stream.Stream;

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

    /** This transfer and the next one, which began with its rows, as one transaction. */
    Transfer then(Transfer next) {
        return new Transfer(
                next.pool, next.slice, joined(poolEvents, next.poolEvents), joined(sliceEvents, next.sliceEvents));
    }

    private static List<Event> joined(List<Event> first, List<Event> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    public boolean changed() {
        return !poolEvents.isEmpty();
    }
}
