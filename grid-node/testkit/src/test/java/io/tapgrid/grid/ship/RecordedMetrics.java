package io.tapgrid.grid.ship;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told. */
final class RecordedMetrics implements ShipperMetrics {
    final List<String> deadLetters = new ArrayList<>();
    final List<Integer> conflicts = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    int entries;
    int events;
    long lagEntries;

    @Override
    public synchronized void shipped(int shippedEntries, int shippedEvents, Duration took) {
        entries += shippedEntries;
        events += shippedEvents;
    }

    @Override
    public synchronized void lag(long waiting, Duration oldest) {
        lagEntries = waiting;
    }

    @Override
    public synchronized void deadLetter(String table) {
        deadLetters.add(table);
    }

    @Override
    public synchronized void conflict(int shard) {
        conflicts.add(shard);
    }

    @Override
    public synchronized void failed(String error) {
        failures.add(error);
    }

    @Override
    public void recovered() {}
}
