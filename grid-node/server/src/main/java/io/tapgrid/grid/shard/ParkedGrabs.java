package io.tapgrid.grid.shard;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Grabs of one worker that met an empty slice and wait for a refill, by slice. Any thread; few ever wait here. */
final class ParkedGrabs {
    private final Map<Place, List<Asked>> lines = new LinkedHashMap<>();

    /** A slice. */
    record Place(int shard, SaleId saleId, Sku sku) {}

    synchronized void park(Place place, Asked asked) {
        lines.computeIfAbsent(place, it -> new ArrayList<>()).add(asked);
    }

    /** Everybody who waits there. */
    synchronized List<Asked> release(Place place) {
        List<Asked> line = lines.remove(place);
        return line == null ? List.of() : line;
    }

    /** Everybody who has waited for as long as he may. */
    synchronized List<Asked> releaseOverdue(Instant now) {
        List<Asked> overdue = new ArrayList<>();
        for (List<Asked> line : lines.values()) {
            line.stream().filter(asked -> asked.hasWaitedEnough(now)).forEach(overdue::add);
            line.removeIf(asked -> asked.hasWaitedEnough(now));
        }
        lines.values().removeIf(List::isEmpty);
        return overdue;
    }

    synchronized int waiting(Place place) {
        return lines.getOrDefault(place, List.of()).size();
    }

    synchronized boolean isEmpty() {
        return lines.isEmpty();
    }
}
