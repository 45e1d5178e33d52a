package io.tapgrid.grid.shard;

import io.tapgrid.domain.Reason;

/** A money transaction that certainly had no effect: it was rolled back, or never began. It may be tried again. */
public final class NotCommittedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public NotCommittedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public NotCommittedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** {@link Reason#DEGRADED} or {@link Reason#NO_MAJORITY}. */
    public Reason reason() {
        return reason;
    }
}
