package io.tapgrid.gridapi;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.shard.Outcome;
import java.time.Duration;

/**
 * What came back for a command: it was decided, or it was not taken on at all, or nobody knows. An exception is never
 * an answer.
 */
public sealed interface Answer {
    /** Decided and, if it changed anything, committed while a majority was there. */
    record Decided(Outcome outcome) implements Answer {}

    /**
     * Not taken on, so without any effect: {@link Reason#QUEUE_FULL}, {@link Reason#DEGRADED} or
     * {@link Reason#NO_MAJORITY}. Asking again later is safe with any key.
     */
    record NotTaken(Reason reason, Duration retryAfter) implements Answer {}

    /** Sent, not answered, and nothing that was sent can take effect any more: ask again with the same key. */
    record Unknown() implements Answer {}
}
