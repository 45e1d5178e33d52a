package io.tapgrid.load.crowd;

import io.tapgrid.load.http.DriverOptions;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a crowd is to do.
 *
 * @param reservations CSV with the columns {@code sku,uid}: who tries for what
 * @param bots how many try fast and without a reservation, 0 to 100,000
 * @param seed makes who does what repeatable; not in which order answers come
 * @param within the longest the whole run may take, login included, 1 s to 6 h
 */
public record CrowdPlan(
        Venue venue, Path reservations, int bots, long seed, Duration within, DriverOptions driver, Habits habits) {

    public CrowdPlan {
        if (bots < 0 || bots > 100_000) {
            throw new IllegalArgumentException("bots: " + bots + " (expected: 0 to 100000)");
        }
        if (within.compareTo(Duration.ofSeconds(1)) < 0 || within.compareTo(Duration.ofHours(6)) > 0) {
            throw new IllegalArgumentException("within: " + within + " (expected: 1 s to 6 h)");
        }
    }

    /**
     * Every shopper has a connection of his own; this many are enough for as many to wait at the same time for a unit that may come back, which
     * a server may let them do for a second.
     */
    private static final int CONNECTIONS = 2_000;

    /** No bots, ten minutes at most, one event loop with 2,000 connections, the usual habits. */
    public static CrowdPlan of(Venue venue, Path reservations) {
        DriverOptions driver =
                DriverOptions.defaults().withConnections(CONNECTIONS).withWaitingMax(500_000);
        return new CrowdPlan(venue, reservations, 0, 1, Duration.ofMinutes(10), driver, Habits.usual());
    }

    public CrowdPlan withBots(int count) {
        return new CrowdPlan(venue, reservations, count, seed, within, driver, habits);
    }

    public CrowdPlan withSeed(long newSeed) {
        return new CrowdPlan(venue, reservations, bots, newSeed, within, driver, habits);
    }

    public CrowdPlan within(Duration longest) {
        return new CrowdPlan(venue, reservations, bots, seed, longest, driver, habits);
    }

    public CrowdPlan withDriver(DriverOptions options) {
        return new CrowdPlan(venue, reservations, bots, seed, within, options, habits);
    }

    public CrowdPlan withHabits(Habits newHabits) {
        return new CrowdPlan(venue, reservations, bots, seed, within, driver, newHabits);
    }
}
