package io.tapgrid.grid.ship;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The shipper's figures as {@code tapgrid_ship_*}. Dead letters and conflicts are alarms at any value above 0. */
public final class MicrometerShipperMetrics implements ShipperMetrics {
    private final MeterRegistry registry;
    private final AtomicLong lagEntries = new AtomicLong();
    private final AtomicLong lagMillis = new AtomicLong();
    private final AtomicLong failing = new AtomicLong();
    private final Counter events;
    private final Counter failures;
    private final Counter conflicts;
    private final Timer batches;

    public MicrometerShipperMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.events = registry.counter("tapgrid.ship.events");
        this.failures = registry.counter("tapgrid.ship.failures");
        this.conflicts = registry.counter("tapgrid.ship.conflicts");
        this.batches = registry.timer("tapgrid.ship.batches");
        deadLetters("purchase");
        Gauge.builder("tapgrid.ship.lag.entries", lagEntries, AtomicLong::get).register(registry);
        Gauge.builder("tapgrid.ship.lag.seconds", lagMillis, millis -> millis.get() / 1_000.0)
                .register(registry);
        Gauge.builder("tapgrid.ship.failing", failing, AtomicLong::get).register(registry);
    }

    @Override
    public void shipped(int entries, int shippedEvents, Duration took) {
        events.increment(shippedEvents);
        batches.record(took);
        failing.set(0);
    }

    @Override
    public void lag(long entries, Duration oldest) {
        lagEntries.set(entries);
        lagMillis.set(oldest.toMillis());
    }

    @Override
    public void deadLetter(String table) {
        deadLetters(table).increment();
    }

    @Override
    public void conflict(int shard) {
        conflicts.increment();
    }

    @Override
    public void failed(String error) {
        failures.increment();
        failing.set(1);
    }

    @Override
    public void recovered() {
        failing.set(0);
    }

    private Counter deadLetters(String table) {
        return registry.counter("tapgrid.ship.dead.letters", "table", table);
    }
}
