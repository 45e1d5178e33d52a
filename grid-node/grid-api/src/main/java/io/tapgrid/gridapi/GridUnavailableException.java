package io.tapgrid.gridapi;

import io.tapgrid.domain.Reason;
import java.time.Duration;

/** A read or an operator's command could not be carried out now; {@link #reason} says why, {@link #retryAfter} when to ask again. */
public final class GridUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Duration retryAfter;

    public GridUnavailableException(Reason reason, Duration retryAfter, String message) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
