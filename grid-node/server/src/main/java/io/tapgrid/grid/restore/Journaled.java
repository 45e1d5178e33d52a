package io.tapgrid.grid.restore;

import io.tapgrid.domain.shard.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a restore changed by itself, by shard: one entry of each shard's journal, so that MySQL hears of it. */
final class Journaled {
    private final Map<Integer, List<Event>> events = new TreeMap<>();

    void add(int shard, Event event) {
        events.computeIfAbsent(shard, any -> new ArrayList<>()).add(event);
    }

    List<Event> of(int shard) {
        return List.copyOf(events.getOrDefault(shard, List.of()));
    }
}
