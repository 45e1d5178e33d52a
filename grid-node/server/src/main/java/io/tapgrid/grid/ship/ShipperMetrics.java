package io.tapgrid.grid.ship;

import java.time.Duration;

/** What an operator wants to know of the shipper. Called by its thread. */
public interface ShipperMetrics {
    /** A batch is in MySQL. */
    void shipped(int entries, int events, Duration took);

    /** What still waits on this node: entries, and the age of the oldest. Told about once a second. */
    void lag(long entries, Duration oldest);

    /** Alarm: MySQL refused a row for what it is; it is in {@code dead_letter}. */
    void deadLetter(String table);

    /** Alarm: a shard's journal and MySQL contradict each other; the shard's shipping rests. */
    void conflict(int shard);

    /** Something does not work now and is tried again. */
    void failed(String error);

    /** Everything works again. */
    void recovered();
}
