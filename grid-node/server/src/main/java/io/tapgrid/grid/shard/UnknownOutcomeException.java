package io.tapgrid.grid.shard;

/** A money transaction of which nobody here can say whether it took effect: its commit failed half way, or the majority was lost meanwhile. */
public final class UnknownOutcomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownOutcomeException(String message, Throwable cause) {
        super(message, cause);
    }

    public UnknownOutcomeException(String message) {
        super(message);
    }
}
