package io.tapgrid.load.crowd;

import java.time.Duration;
import java.time.Instant;

/**
 * The server's time, told from pages that carry it. The page with the shortest way there and back counts; the server
 * read its clock somewhere in between, so the error is at most half of that. Any thread.
 */
final class ServerClock {

    private volatile Reading best;

    /** @param sent {@code System.nanoTime} before the request, {@code received} after the answer */
    ServerClock(Instant serverTime, long sent, long received) {
        best = new Reading(serverTime, sent, received);
    }

    synchronized void read(Instant serverTime, long sent, long received) {
        if (received - sent < best.received - best.sent) {
            best = new Reading(serverTime, sent, received);
        }
    }

    Instant now() {
        return at(System.nanoTime());
    }

    Instant at(long nanoTime) {
        Reading reading = best;
        return reading.serverTime.plusNanos(nanoTime - reading.middle());
    }

    /** When it is that time at the server, by {@code System.nanoTime}. */
    long nanoTimeOf(Instant time) {
        Reading reading = best;
        return reading.middle() + Duration.between(reading.serverTime, time).toNanos();
    }

    private record Reading(Instant serverTime, long sent, long received) {
        long middle() {
            return sent + (received - sent) / 2;
        }
    }
}
